#include <algorithm>
#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/commands/run_editor.h"
#include "cli/print/file_columns.h"
#include "cli/print/json_notes.h"
#include "cli/session/editor.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "indexer/config.h"
#include "indexer/corpus.h"
#include "indexer/text/shell_quoted.h"
#include "query/note_lookup.h"

namespace assay::cli {
namespace {

NotePlace place_of(Session& session, const NoteName& name) {
    if (!query::indexed_hash(session.index(), name.path))  // a hit that has been removed since
        throw Failure(missing_error("there is no note " + name.path + " any more", "search again"));
    NotePlace place{session.root(), name.path};
    if (!name.anchor.empty()) {
        const Result<query::NoteText> section =
            query::read_note(session.index(), name.path, name.anchor, {});
        if (!section) throw Failure(section.error());
        place.line = section->headings.front().line;
    } else if (name.line > 0) {
        place.line = name.line;
        place.column = std::max(1U, name.column);
    }
    return place;
}

}  // namespace

int run_command(const OpenOptions& options, std::ostream& out, std::ostream& err) {
    auto [session, name] = choose_note(options.note, options, err);
    NotePlace place = place_of(session, name);
    const std::filesystem::path file = note_file(place.root, place.path);
    std::error_code failed;
    if (!std::filesystem::exists(file, failed))
        throw Failure(
            missing_error("there is no file " + file.string() + " any more", "search again"));
    const indexer::Config& config = session.user_config();
    const std::string bytes =
        indexer::read_note_file(place.root, note_file_name(place.root, place.path),
                                config.follow_links, config.max_note_bytes);
    if (place.column > 1) {
        const schema::Place there = place_in_file(bytes, place.line, place.column);
        place.utf16_column = there.utf16_column;
        place.byte_column = there.byte_column;
    }
    const std::vector<std::string> command = editor_command(editor_words(config.editor), place);
    if (options.dry_run && !options.json) {
        for (const std::string& word : command)
            out << (&word == &command.front() ? "" : " ") << printable(text::shell_quoted(word));
        out << '\n';
    }
    if (!options.dry_run) run_editor(command, options.json);
    if (options.json) print_json(out, place, command);
    return exit_ok;
}

}  // namespace assay::cli
