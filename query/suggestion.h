// "Did you mean": a query that found nothing -> one that finds something. Internal to query/.
#pragma once

#include <optional>
#include <string>

#include "query/query_plan.h"

namespace assay {

/// `text` with each missing word and tag in its nearest spelling of the corpus; nullopt when none has one.
std::optional<std::string> nearest_query(const std::string& text, const std::vector<MissingWord>& missing, const Xapian::Database& database, const WordExpansion& expansion);

}  // namespace assay
