#include <ostream>

#include "cli/commands.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/json_printer.h"
#include "cli/shown_path.h"
#include "cli/terminal.h"
#include "cli/text_printer.h"
#include "indexer/corpus_check.h"
#include "indexer/indexer.h"

namespace assay {

int index_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    const Config config = load_config(corpus.root);
    IndexReport report;
    {
        ProgressBar bar("indexing");
        report = update_index(corpus.root, corpus.index,
                              {.config = config, .full = options.full, .dry_run = options.dry_run, .jobs = options.jobs, .wait = options.wait,
                               .progress = [&](std::size_t done, std::size_t total) { bar.show(done, total); }});
    }
    // What is wrong with notes that did not change counts too.
    if (options.strict && !options.dry_run) report.problems = check_corpus(corpus.root, config, [](std::size_t, std::size_t) {}).diagnostics;
    if (options.json) {
        print_json(out, report, corpus.root.string());
    } else {
        const ShownPaths paths(corpus.root);
        for (const Error& problem : report.problems) print_problem(err, problem, paths);
        print_text(out, report, options.dry_run);
    }
    return options.strict && !report.problems.empty() ? exit_nothing : exit_ok;
}

}  // namespace assay
