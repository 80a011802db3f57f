#include "query/plan/planned_text.h"

#include <chrono>
#include <utility>

#include "query/language/relaxing.h"
#include "query/plan/conditions.h"
#include "query/plan/correction.h"
#include "query/plan/query_plan.h"

namespace assay::query {

Result<PlannedText> TextPlanner::plan(const std::string& text) const {
    Result<QueryNode> written = parse_text(request_, text, now_);
    if (!written) return written.error();
    PlannedText planned{text, *std::move(written), {}, {}, {}};
    planned.tree = request_.plain ? without_stop_words(planned.written) : planned.written;
    planned.plan = make_plan(with_conditions(planned.tree, conditions_), planned.written, request_,
                             database_, expansion_);
    return planned;
}

std::optional<PlannedText> TextPlanner::corrected(const PlannedText& planned) const {
    std::optional<CorrectedText> text =
        corrected_text(planned.text, planned.plan, database_, expansion_, !request_.plain);
    if (!text) return std::nullopt;
    Result<PlannedText> again = plan(text->text);
    if (!again) return std::nullopt;
    PlannedText corrected = *std::move(again);
    corrected.corrections = std::move(text->words);
    return corrected;
}

namespace {

Result<PlannedText> planned(const SearchRequest& request, bool correct,
                            const Xapian::Database& database) {
    const std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(
                                 std::chrono::system_clock::now().time_since_epoch())
                                 .count();
    const Result<std::vector<QueryNode>> conditions = conditions_of(request, now);
    if (!conditions) return conditions.error();
    const WordExpansion expansion(database);
    const TextPlanner planner(request, *conditions, now, database, expansion);
    Result<PlannedText> planned = planner.plan(request.text);
    if (planned && correct)
        if (std::optional<PlannedText> corrected = planner.corrected(*planned))
            return *std::move(corrected);
    return planned;
}

}  // namespace

Result<QueryPlan> plan_of(const SearchRequest& request, const Xapian::Database& database) {
    Result<PlannedText> text = planned(request, false, database);
    if (!text) return text.error();
    return (*std::move(text)).plan;
}

Result<PlannedText> corrected_plan_of(const SearchRequest& request,
                                      const Xapian::Database& database) {
    return planned(request, request.correct, database);
}

}  // namespace assay::query
