// A plan -> the notes that match, and those of one page in their order. Internal to query/.
#pragma once

#include "query/match/ranked.h"
#include "query/plan/plan.h"
#include "query/values/search_request.h"

namespace assay {

/// The page that `request` asks for. Every order is total: the same question gets the same answer,
/// and pages of one answer agree.
Page page_of(const QueryPlan& plan, const SearchRequest& request, const Xapian::Database& database);

}  // namespace assay
