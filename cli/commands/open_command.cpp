#include <algorithm>
#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/print/file_columns.h"
#include "cli/print/json_notes.h"
#include "cli/session/editor.h"
#include "cli/session/last_search.h"
#include "cli/session/note_name.h"
#include "cli/terminal/process.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "indexer/config.h"
#include "indexer/corpus.h"
#include "indexer/text/shell_quoted.h"
#include "query/note_lookup.h"

namespace assay {
namespace {

NotePlace place_of(const Options& options, std::ostream& err) {
    const auto [corpus, name] = choose_note(options, err);
    if (!indexed_hash(corpus.index, name.path))  // of a search that is long past
        throw Failure(missing_error("there is no note " + name.path + " any more", "search again"));
    NotePlace place{corpus.root, name.path};
    if (!name.anchor.empty()) {
        const Result<NoteText> section = read_note(corpus.index, name.path, name.anchor, {});
        if (!section) throw Failure(section.error());
        place.line = section->headings.front().line;
    } else if (name.line > 0) {
        place.line = name.line;
        place.column = std::max(1U, name.column);
    }
    return place;
}

/// With `apart` the editor has another standard output than this program, whose answer a script
/// reads.
void run_editor(const std::vector<std::string>& command, bool apart) {
    const std::optional<int> ended =
        run_program(command, nullptr, {}, apart ? ProgramOutput::terminal : ProgramOutput::shared);
    if (!ended)
        throw Failure(usage_error("cannot run the editor " + command.front(),
                                  "set $EDITOR, or editor: in " + user_config_file().string()));
    if (*ended != 0)
        throw Failure(
            usage_error("the editor " + command.front() + " ended with " + std::to_string(*ended)));
}

}  // namespace

int open_command(const Options& options, std::ostream& out, std::ostream& err) {
    NotePlace place = place_of(options, err);
    const std::filesystem::path file = note_file(place.root, place.path);
    std::error_code failed;
    if (!std::filesystem::exists(file, failed))
        throw Failure(
            missing_error("there is no file " + file.string() + " any more", "search again"));
    const Config config = load_config({});
    const std::string bytes = read_note_file(place.root, note_file_name(place.root, place.path),
                                             config.follow_links, config.max_note_bytes);
    if (place.column > 1) {
        const Place there = place_in_file(bytes, place.line, place.column);
        place.utf16_column = there.utf16_column;
        place.byte_column = there.byte_column;
    }
    const std::vector<std::string> command = editor_command(editor_words(config.editor), place);
    if (options.dry_run && !options.json) {
        for (const std::string& word : command)
            out << (&word == &command.front() ? "" : " ") << printable(shell_quoted(word));
        out << '\n';
    }
    if (!options.dry_run) run_editor(command, options.json);
    if (options.json) print_json(out, place, command);
    return exit_ok;
}

}  // namespace assay
