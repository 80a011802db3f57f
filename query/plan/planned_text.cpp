#include "query/plan/planned_text.h"

#include <chrono>

#include "query/plan/conditions.h"
#include "query/plan/query_plan.h"

namespace assay {

namespace {

Result<QueryPlan> plan_with(const SearchRequest& request, const Xapian::Database& database,
                            const WordExpansion& expansion) {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    const Result<QueryNode> tree = whole_query(request, now);
    if (!tree) return tree.error();
    return make_plan(*tree, *tree, request, database, expansion);
}

}  // namespace

Result<QueryPlan> plan_of(const SearchRequest& request, const Xapian::Database& database) {
    return plan_with(request, database, WordExpansion(database));
}

Result<PlannedText> corrected_plan_of(const SearchRequest& request,
                                      const Xapian::Database& database) {
    const WordExpansion expansion(database);
    Result<QueryPlan> plan = plan_with(request, database, expansion);
    if (!plan) return plan.error();
    if (request.correct) {
        if (std::optional<CorrectedText> corrected =
                corrected_text(request.text, *plan, database, expansion, !request.plain)) {
            SearchRequest again = request;
            again.text = corrected->text;
            if (Result<QueryPlan> mended = plan_with(again, database, expansion))
                return PlannedText{*std::move(mended), std::move(corrected)};
        }
    }
    return PlannedText{*std::move(plan), std::nullopt};
}

}  // namespace assay
