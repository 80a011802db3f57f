#include "cli/session/saved_queries.h"

#include <ctime>

#include "indexer/text/error.h"
#include "query/language/query_parser.h"

namespace assay {

SavedQueries saved_queries(const Config& config) {
    SavedQueries saved;
    for (const SavedQuery& query : config.queries) saved.emplace_back(query.name, query.text);
    for (const SavedQuery& query : config.queries) {
        const Result<QueryNode> tree = parse_query(query.text, std::time(nullptr), saved);
        if (tree && tree->kind != QueryNode::Kind::all) continue;
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

}  // namespace assay
