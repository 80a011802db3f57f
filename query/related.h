// A note -> the query that its most telling words and its tags make. Internal to query/.
#pragma once

#include <xapian.h>

#include <optional>
#include <string_view>

#include "query/plan/plan.h"

namespace assay {

/// Any of the words that tell the note from others: often in it and in few notes, all forms of one
/// counted together; and any of its tags, the rarer the more. The note itself is left out. nullopt
/// when no note of this path is in the index.
std::optional<QueryPlan> related_plan(std::string_view path, const Xapian::Database& database,
                                      const WordExpansion& expansion);

}  // namespace assay
