#include <ostream>
#include <sstream>

#include "cli/commands.h"
#include "cli/configured.h"
#include "cli/exit_code.h"
#include "cli/json_notes.h"
#include "cli/note_name.h"
#include "cli/note_printer.h"
#include "cli/pager.h"
#include "cli/shown_path.h"
#include "cli/site_url.h"
#include "indexer/config.h"

namespace assay {

int show_command(const Options& options, std::ostream& out, std::ostream& err) {
    const auto [corpus, name] = choose_note(options, err);
    const Config config = load_config(corpus.root);
    Result<NoteText> note = read_note(corpus.index, name.path, name.anchor, configured(options.request, config));
    if (!note) throw Failure(note.error());
    set_url(note->hit, config.site_url);
    if (options.json) {
        note->hit.file = note_file(corpus.root, name.path);
        print_json(out, *note, name.anchor, corpus.root.string(), options.offsets);
        return exit_ok;
    }
    const TextStyle style = detect_style(options, config.hyperlink, corpus.root);
    std::ostringstream text;
    print_note(text, *note, style);
    show_paged(out, text.str(), style, {config.pager, options.no_pager});
    return exit_ok;
}

}  // namespace assay
