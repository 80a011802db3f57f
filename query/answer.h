// Answers one request from one state of an index: plans, corrects, matches, and if too little
// matches relaxes and explains. Internal to query/.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/text/error.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::query {

struct OpenIndex;  // open_index.h

/// Answers `request`. `now`: seconds since 1970, for ages in the query. A query that does not parse
/// is an Error with its column. Throws Failure, and Xapian's errors unchanged, because the caller
/// decides whether to try again.
Result<SearchResult> answer(OpenIndex& index, const SearchRequest& request, std::int64_t now);

/// Returns notes like the one at `path`. Only the page, the passages and the explanation of
/// `request` are used. Error(usage) if there is no such note.
Result<SearchResult> related(OpenIndex& index, std::string_view path, const SearchRequest& request);

}  // namespace assay::query
