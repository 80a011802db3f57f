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
#include "indexer/index_check.h"
#include "indexer/schema/index_store.h"

namespace assay {

int check_command(const Options& options, std::ostream& out) {
    const CorpusChoice corpus = choose_corpus(options);
    const Config config = load_config(corpus.root);
    // Before any thread is started: it is verified in a process of its own.
    const std::optional<Error> damage = IndexStore(corpus.index).exists() ? verify_index(corpus.index) : std::nullopt;
    if (damage && options.json) throw Failure(*damage);
    CorpusCheck check;
    {
        ProgressBar bar("checking");
        check = check_corpus(corpus.root, config, [&](std::size_t done, std::size_t total) { bar.show(done, total); });
    }
    if (options.json) print_json(out, check);
    else print_text(out, check);
    if (damage) throw Failure(*damage);
    return check.diagnostics.empty() ? exit_ok : exit_nothing;
}

}  // namespace assay
