#include <algorithm>
#include <ostream>
#include <sstream>

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

namespace assay::cli {

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
