#include "query/planned_text.h"

#include <chrono>

#include "query/conditions.h"

namespace assay {

Result<QueryPlan> plan_of(const SearchRequest& request, const Xapian::Database& database) {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    const Result<QueryNode> tree = whole_query(request, now);
    if (!tree) return tree.error();
    return make_plan(*tree, *tree, request, database, WordExpansion(database));
}

}  // namespace assay
