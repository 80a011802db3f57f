#include <algorithm>
#include <ostream>
#include <sstream>
#include <tuple>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/print/json_printer.h"
#include "cli/print/text_printer.h"
#include "cli/session/saved_queries.h"
#include "cli/session/session.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "indexer/corpus_check.h"
#include "indexer/index_check.h"
#include "indexer/schema/index_store.h"
#include "query/note_links.h"

namespace assay::cli {
namespace {

void add_broken_links(indexer::CorpusCheck& check, Session& session) {
    for (const query::ResolvedLink& link :
         query::broken_links(check.notes_with_links, session.link_context()))
        check.diagnostics.push_back(
            note_error("broken link " + link.link.target + ": " + link.reason,
                       SourcePos{link.from, link.link.line},
                       link.nearest.empty() ? "mend it, or write links: off in .assay.yaml"
                                            : "did you mean " + link.nearest + "?",
                       "link"));
    std::stable_sort(check.diagnostics.begin(), check.diagnostics.end(),
                     [](const Error& a, const Error& b) {
                         return std::tie(a.where->path, a.where->line, a.message) <
                                std::tie(b.where->path, b.where->line, b.message);
                     });
}

}  // namespace

int run_command(const CheckOptions& options, std::ostream& out, std::ostream& err) {
    Session session(choose_folder(options, "check"));
    const CorpusChoice& corpus = session.corpus();
    if (!corpus.remark.empty() && !options.json)
        err << "assay: " << printable(corpus.remark) << '\n';
    const indexer::Config& config = session.config();
    saved_queries(config);
    // Before any thread starts: this forks.
    const std::optional<Error> damage = schema::IndexStore(corpus.index).exists()
                                            ? indexer::verify_index(corpus.index)
                                            : std::nullopt;
    if (damage && options.json) throw Failure(*damage);
    indexer::CorpusCheck check;
    {
        ProgressBar bar("checking");
        check = indexer::check_corpus(
            corpus.root, config,
            [&](std::size_t done, std::size_t total) { bar.show(done, total); });
    }
    add_broken_links(check, session);
    if (options.json) {
        print_json(out, check, corpus.root.string());
    } else {
        std::ostringstream text;
        print_text(text, check, ShownPaths(corpus.root));
        show_paged(out, text.str(), detect_style(options.color), {config.pager, options.no_pager});
    }
    if (damage) throw Failure(*damage);
    return check.diagnostics.empty() ? exit_ok : exit_nothing;
}

}  // namespace assay::cli
