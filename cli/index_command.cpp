#include <ostream>

#include "cli/commands.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/json_printer.h"
#include "cli/terminal.h"
#include "cli/text_printer.h"
#include "indexer/indexer.h"

namespace assay {

int index_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    IndexReport report;
    {
        ProgressBar bar("indexing");
        report = update_index(corpus.root, corpus.index,
                              {.full = options.full, .dry_run = options.dry_run, .jobs = options.jobs,
                               .progress = [&](std::size_t done, std::size_t total) { bar.show(done, total); }});
    }
    if (options.json) {
        print_json(out, report);
    } else {
        for (const Error& problem : report.problems) print_problem(err, problem);
        print_text(out, report, options.dry_run);
    }
    return exit_ok;
}

}  // namespace assay
