// What every hit must satisfy: the text of a request and its options, as trees. Internal to query/.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/text/error.h"
#include "query/language/query_tree.h"
#include "query/values/search_request.h"

namespace assay::query {

/// Returns `text` as a tree: parsed as a query, or as plain words if the request is plain. `now`:
/// seconds since 1970, for ages. A query that does not parse is an Error with its column.
Result<QueryNode> parse_text(const SearchRequest& request, const std::string& text,
                             std::int64_t now);

/// Returns tags, not_tags, paths and dates of the request as filters. A value that is not a date is
/// an Error that names the option. The filters are not in the query text: begin and end are npos.
Result<std::vector<QueryNode>> conditions_of(const SearchRequest& request, std::int64_t now);

/// Returns a tree that asks for `tree` and all of `conditions`.
QueryNode with_conditions(const QueryNode& tree, const std::vector<QueryNode>& conditions);

}  // namespace assay::query
