// A plan -> the notes that match, and the notes of one page in order. Internal to query/.
#pragma once

#include "query/match/ranked.h"
#include "query/plan/plan.h"
#include "query/values/search_request.h"

namespace assay::query {

/// Returns the page that `request` asks for. Every order is total: the same request gets the same
/// answer, and the pages of one answer fit together.
Page page_of(const QueryPlan& plan, const SearchRequest& request, const Xapian::Database& database);

}  // namespace assay::query
