#include <ostream>

#include "cli/commands.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/json_printer.h"
#include "cli/refresh.h"
#include "cli/text_printer.h"
#include "query/searcher.h"

namespace assay {

int stats_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    if (!options.no_refresh) refresh(corpus, err);
    const IndexStats stats = Searcher(corpus.index).stats();
    if (options.json) print_json(out, stats);
    else print_text(out, stats, corpus.root, corpus.index);
    return exit_ok;
}

}  // namespace assay
