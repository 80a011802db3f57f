// A request as the configuration has it.
#pragma once

#include "cli/session/saved_queries.h"
#include "indexer/config.h"
#include "query/values/search_request.h"

namespace assay {

/// With the synonyms, weights and saved queries of the configuration. Throws Failure(usage) for a
/// saved query that does not parse.
inline SearchRequest configured(SearchRequest request, const Config& config) {
    request.synonyms = config.synonyms;
    request.weights = config.weights;
    request.queries = saved_queries(config);
    return request;
}

}  // namespace assay
