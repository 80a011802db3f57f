#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/corpus_choice.h"
#include "cli/editor.h"
#include "cli/exit_code.h"
#include "cli/json_notes.h"
#include "cli/last_search.h"
#include "cli/note_name.h"
#include "cli/process.h"
#include "cli/refresh.h"
#include "cli/shell_words.h"
#include "cli/terminal.h"
#include "indexer/config.h"
#include "query/note_lookup.h"

namespace assay {
namespace {

bool is_rank(const std::string& typed) { return !typed.empty() && typed.size() < 7 && std::all_of(typed.begin(), typed.end(), [](char c) { return c >= '0' && c <= '9'; }); }

NotePlace named_place(const Options& options, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    if (!options.no_refresh) refresh(corpus, err);
    const NoteName name = resolve_note(corpus, options.note);
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

NotePlace place_of(const Options& options, std::ostream& err) {
    if (!is_rank(options.note)) return named_place(options, err);
    if (const std::optional<NotePlace> hit = remembered_hit(std::stoul(options.note))) return *hit;
    throw Failure({ErrorKind::missing, "the last search on a terminal showed no hit " + options.note, {}, "search first, or name the note: assay open NOTE"});
}

/// With `apart` the editor has another standard output than this program, whose answer a script reads.
void run_editor(const std::vector<std::string>& command, bool apart) {
    const std::optional<int> ended = run_program(command, nullptr, {}, apart ? ProgramOutput::terminal : ProgramOutput::shared);
    if (!ended) throw Failure({ErrorKind::usage, "cannot run the editor " + command.front(), {}, "set $EDITOR, or editor: in " + user_config_file().string()});
    if (*ended != 0) throw Failure({ErrorKind::usage, "the editor " + command.front() + " ended with " + std::to_string(*ended), {}, ""});
}

}  // namespace

int open_command(const Options& options, std::ostream& out, std::ostream& err) {
    const NotePlace place = place_of(options, err);
    const std::filesystem::path file = place.root / place.path;
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) throw Failure({ErrorKind::missing, "there is no file " + file.string() + " any more", {}, "search again"});
    const std::vector<std::string> command = editor_command(editor_words(load_config({}).editor), place);
    if (options.dry_run && !options.json) {
        for (const std::string& word : command) out << (&word == &command.front() ? "" : " ") << printable(shell_quoted(word));
        out << '\n';
    }
    if (!options.dry_run) run_editor(command, options.json);
    if (options.json) print_json(out, place, command);
    return exit_ok;
}

}  // namespace assay
