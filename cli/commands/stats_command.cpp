#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/print/json_printer.h"
#include "cli/print/text_printer.h"
#include "cli/session/corpus_choice.h"
#include "cli/session/refresh.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/terminal.h"
#include "indexer/config.h"
#include "query/searcher.h"

namespace assay {

int stats_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    if (!options.no_refresh) refresh(corpus, err);
    const IndexStats stats = Searcher(corpus.index).stats();
    if (options.json) {
        print_json(out, stats, corpus.root.string());
        return exit_ok;
    }
    std::ostringstream text;
    print_text(text, stats, corpus.root, corpus.index);
    show_paged(out, text.str(), detect_style(options.color),
               {load_config({}).pager, options.no_pager});
    return exit_ok;
}

}  // namespace assay
