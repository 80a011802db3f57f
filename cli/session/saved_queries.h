// The queries: of the configuration, as the query language takes them.
#pragma once

#include "indexer/config.h"
#include "query/values/search_request.h"

namespace assay::cli {

/// Throws Failure(usage), with the place in the configuration and in the query, for a query that
/// does not parse, that finds every note, or that refers to itself.
query::SavedQueries saved_queries(const indexer::Config& config);

}  // namespace assay::cli
