// What every hit must satisfy: the text of a request, and its options beside it. Internal to
// query/.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "query/language/query_parser.h"
#include "query/values/search_request.h"

namespace assay {

/// The text of the request as a tree, by the language or, if it is plain, without. `now`: seconds
/// since 1970, for ages.
Result<QueryNode> parse_text(const SearchRequest& request, const std::string& text,
                             std::int64_t now);

/// tags, not_tags, paths and dates of the request; what is no date is an Error that names the
/// option. They stand in no query text: begin and end are npos.
Result<std::vector<QueryNode>> conditions_of(const SearchRequest& request, std::int64_t now);

/// `tree` and all of `conditions`.
QueryNode with_conditions(const QueryNode& tree, const std::vector<QueryNode>& conditions);

}  // namespace assay
