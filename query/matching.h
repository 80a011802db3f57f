// Matches a plan: totals, facets, and the hits of one page. Internal to query/.
#pragma once

#include <xapian.h>

#include <vector>

#include "query/match/partial_match.h"
#include "query/plan/plan.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::query {

struct OpenIndex;  // open_index.h

/// Fills total, facets and hits of `result`, and returns all notes that match, by rising docid.
/// Numbers are exact, and the order is total, so that the same request always gets the same answer.
/// If `places` is given, each hit names the words that it lacks.
std::vector<Xapian::docid> match(const QueryPlan& plan, const SearchRequest& request,
                                 OpenIndex& index, SearchResult& result,
                                 const WordPlaces* places = nullptr);

}  // namespace assay::query
