#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/print/corpora_printer.h"
#include "cli/print/json_corpora.h"
#include "cli/terminal/terminal.h"
#include "indexer/config.h"
#include "query/searcher.h"

namespace assay::cli {

int run_command(const QueriesOptions& options, std::ostream& out, std::ostream& err) {
    Session session(choose_corpus(options));
    query::SearchRequest request = session.configured({});
    request.limit = 0;
    request.correct = false;
    request.partial = query::Partial::never;
    std::vector<SavedCount> queries;
    if (!request.queries.empty()) {
        refresh(session, options, err);
        query::Searcher searcher(session.index());
        for (const auto& [name, query] : request.queries) {
            request.text = query;
            const Result<query::SearchResult> answer = searcher.search(request);
            if (!answer) throw Failure(answer.error());
            queries.push_back({name, query, answer->parsed, answer->total});
        }
    }
    if (options.json) print_json_queries(out, queries, session.root().string());
    else print_queries(out, queries, detect_style(options.color));
    if (!queries.empty()) return exit_ok;
    if (!options.json)
        err << "assay: no query is saved yet\n  hint: write one in "
            << printable((session.root() / ".assay.yaml").string()) << ", or in "
            << printable(indexer::user_config_file().string())
            << ": queries: { drafts: \"is:draft\" }\n";
    return exit_nothing;
}

}  // namespace assay::cli
