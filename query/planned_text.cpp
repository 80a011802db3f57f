#include "query/planned_text.h"

#include <chrono>

namespace assay {

Result<QueryPlan> plan_of(const SearchRequest& request, const Xapian::Database& database) {
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    const Result<QueryNode> tree = parse_query(request.text, now);
    if (!tree) return tree.error();
    return make_plan(*tree, request, database, WordExpansion(database));
}

}  // namespace assay
