// The text of a query -> its plan, for those who need the plan and not an answer. Internal to
// query/.
#pragma once

#include <optional>
#include <string>

#include "indexer/text/error.h"
#include "query/plan/correction.h"
#include "query/plan/plan.h"
#include "query/values/search_request.h"

namespace assay {

/// `request` with its filters; nothing is corrected or relaxed. A query that does not parse is an
/// Error with its column.
Result<QueryPlan> plan_of(const SearchRequest& request, const Xapian::Database& database);

struct PlannedText {
    QueryPlan plan;
    std::optional<CorrectedText> corrected;  // what is planned instead, a word being in no note
};

/// The same, corrected when `request` wants that.
Result<PlannedText> corrected_plan_of(const SearchRequest& request,
                                      const Xapian::Database& database);

}  // namespace assay
