// A note -> a query made of its most characteristic words and its tags. Internal to query/.
#pragma once

#include <xapian.h>

#include <optional>
#include <string_view>

#include "query/plan/plan.h"

namespace assay::query {

/// Returns a plan that finds notes with any of the characteristic words of the note at `path`,
/// which are frequent in it and in few other notes, with all forms of a word counted together; or
/// with any of its tags, of which rarer ones weigh more. The note itself is left out. nullopt if no
/// note has this path.
std::optional<QueryPlan> related_plan(std::string_view path, const Xapian::Database& database,
                                      const WordExpansion& expansion);

}  // namespace assay::query
