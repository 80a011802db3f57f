#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/json_printer.h"
#include "cli/terminal.h"
#include "cli/text_printer.h"
#include "indexer/config.h"
#include "indexer/corpus_check.h"

namespace assay {

int check_command(const Options& options, std::ostream& out) {
    const CorpusChoice corpus = choose_corpus(options);
    CorpusCheck check;
    {
        ProgressBar bar("checking");
        check = check_corpus(corpus.root, load_config(corpus.root), [&](std::size_t done, std::size_t total) { bar.show(done, total); });
    }
    if (options.json) print_json(out, check);
    else print_text(out, check);
    return check.diagnostics.empty() ? exit_ok : exit_nothing;
}

}  // namespace assay
