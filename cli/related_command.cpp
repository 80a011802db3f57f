#include <ostream>

#include "cli/commands.h"
#include "cli/configured.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/json_printer.h"
#include "cli/last_search.h"
#include "cli/note_name.h"
#include "cli/refresh.h"
#include "cli/site_url.h"
#include "cli/terminal.h"
#include "cli/text_printer.h"
#include "indexer/config.h"
#include "query/searcher.h"

namespace assay {

int related_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    if (!options.no_refresh) refresh(corpus, err);
    const std::string note = resolve_note(corpus, options.note).path;
    const Config config = load_config(corpus.root);
    Result<SearchResult> answer = Searcher(corpus.index).related(note, configured(options.request, config));
    if (!answer) throw Failure(answer.error());
    for (Hit& hit : answer->hits) set_url(hit, config.site_url);
    const bool found = answer->total > 0;
    if (options.json) {
        print_json_related(out, *answer, note, options.offsets);
    } else {
        const TextStyle style = detect_style(options, config.hyperlink, corpus.root);
        print_text(out, *answer, style);
        if (style.terminal && found) remember_search(*answer, corpus.root);
        if (!found) err << "assay: no other note is like " << printable(note) << '\n';
        print_explanation(err, *answer);
    }
    return found ? exit_ok : exit_nothing;
}

}  // namespace assay
