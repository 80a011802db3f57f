// The text of a query -> its plan, for those who need the plan and not an answer. Internal to query/.
#pragma once

#include "indexer/schema/error.h"
#include "query/query_plan.h"

namespace assay {

/// `request` with its filters; nothing is corrected or relaxed. A query that does not parse is an Error with its column.
Result<QueryPlan> plan_of(const SearchRequest& request, const Xapian::Database& database);

}  // namespace assay
