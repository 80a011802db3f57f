// One question to one state of an index: plan, match, and where nothing matches correct, relax and
// explain. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <string_view>

#include "indexer/schema/index_store.h"
#include "indexer/text/error.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay {

/// `now`: seconds since 1970, for ages in the query. A query that does not parse is an Error with
/// its column. Throws Failure, and Xapian's errors as they are: the caller knows whether to try
/// again.
Result<SearchResult> answer(const IndexStore& store, const Xapian::Database& database,
                            const SearchRequest& request, std::int64_t now);

/// Notes like the one at `path`; of the request, the page, the passages and the explanation count.
/// Error(usage) when there is no such note.
Result<SearchResult> related(const IndexStore& store, const Xapian::Database& database,
                             std::string_view path, const SearchRequest& request);

}  // namespace assay
