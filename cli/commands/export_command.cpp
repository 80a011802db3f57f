#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/options/shell_path.h"
#include "cli/print/json_notes.h"
#include "cli/print/site_url.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "query/every_note.h"

namespace assay::cli {

int run_command(const ExportOptions& options, std::ostream& out, std::ostream& err) {
    Session session = fresh_session(options, err);
    query::SearchRequest request = session.configured(options.request);
    request.paths = places_in_corpus(session.root(), request.paths);
    const Result<std::size_t> notes =
        query::for_each_note(session.index(), request, [&](const schema::NoteRecord& note) {
            print_json_export(out, note, note_file(session.root(), note.path),
                              url_of(note.permalink, session.config().site_url));
        });
    if (!notes) throw Failure(notes.error());
    if (*notes == 0)
        err << "assay: no note matches" << (options.request.text.empty() ? "" : ": ")
            << printable(options.request.text) << '\n';
    return *notes > 0 ? exit_ok : exit_nothing;
}

}  // namespace assay::cli
