#include "cli/session/saved_queries.h"

#include <ctime>

#include "indexer/text/error.h"
#include "query/language/query_parser.h"

namespace assay::cli {

query::SavedQueries saved_queries(const indexer::Config& config) {
    query::SavedQueries saved;
    for (const indexer::SavedQuery& query : config.queries)
        saved.emplace_back(query.name, query.text);
    for (const indexer::SavedQuery& query : config.queries) {
        const Result<query::QueryNode> tree =
            query::parse_query(query.text, std::time(nullptr), saved);
        if (tree && tree->kind != query::QueryNode::Kind::all) continue;
        Error error = tree ? query_error("it is every note", "write a query, or leave it out", 1)
                           : tree.error();
        error.kind = ErrorKind::usage;
        error.message.insert(0, "queries: " + query.name + ": ");
        error.where = query.where;
        error.query = query.text;
        throw Failure(std::move(error));
    }
    return saved;
}

}  // namespace assay::cli
