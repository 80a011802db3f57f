// A query that asks for all its words -> one that asks for some. Internal to query/.
#pragma once

#include <optional>

#include "query/query_parser.h"

namespace assay {

/// `tree` with every row of words joined by AND (two at least, stop words not counted) joined by OR. Phrases, fields, filters and negatives
/// hold. nullopt when there is no such row.
std::optional<QueryNode> relaxed_query(const QueryNode& tree);

/// The words of a plain text without stop words, unless nothing else is there.
QueryNode without_stop_words(const QueryNode& plain);

}  // namespace assay
