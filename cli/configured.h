// A request as the configuration has it.
#pragma once

#include "indexer/config.h"
#include "query/search_request.h"

namespace assay {

/// With the synonyms and weights of the configuration.
inline SearchRequest configured(SearchRequest request, const Config& config) {
    request.synonyms = config.synonyms;
    request.weights = config.weights;
    return request;
}

}  // namespace assay
