// queries: of the configuration, as the query language takes them.
#pragma once

#include "indexer/config.h"
#include "query/values/search_request.h"

namespace assay {

/// Throws Failure(usage), with the place in the configuration and in the query, for one that does
/// not parse, is every note, or leads back to itself.
SavedQueries saved_queries(const Config& config);

}  // namespace assay
