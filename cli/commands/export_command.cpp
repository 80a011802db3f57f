#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/options/typed_path.h"
#include "cli/print/json_notes.h"
#include "cli/print/site_url.h"
#include "cli/session/configured.h"
#include "cli/session/corpus_choice.h"
#include "cli/session/refresh.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "indexer/config.h"
#include "query/every_note.h"

namespace assay {

int export_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    const Config config = load_config(corpus.root);
    if (!options.no_refresh) refresh(corpus, err);
    SearchRequest request = configured(options.request, config);
    request.paths = places_in_corpus(corpus.root, request.paths);
    const Result<std::size_t> notes =
        for_each_note(corpus.index, request, [&](const NoteRecord& note) {
            print_json_export(out, note, note_file(corpus.root, note.path),
                              url_of(note.permalink, config.site_url));
        });
    if (!notes) throw Failure(notes.error());
    if (*notes == 0)
        err << "assay: no note matches" << (options.request.text.empty() ? "" : ": ")
            << printable(options.request.text) << '\n';
    return *notes > 0 ? exit_ok : exit_nothing;
}

}  // namespace assay
