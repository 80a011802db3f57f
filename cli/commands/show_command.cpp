#include <algorithm>
#include <optional>
#include <ostream>
#include <sstream>
#include <utility>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/print/json_notes.h"
#include "cli/print/line_range.h"
#include "cli/print/note_printer.h"
#include "cli/print/outline_printer.h"
#include "cli/print/site_url.h"
#include "cli/print/source_printer.h"
#include "cli/session/style.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/shown_path.h"
#include "indexer/note_source.h"
#include "query/note_lookup.h"

namespace assay::cli {
namespace {

/// Throws Failure(usage) for options that ask for two answers at once.
void refuse_two_answers(const ShowOptions& options, const NoteName& name) {
    const auto refuse = [](const std::string& both, const std::string& hint) {
        throw Failure(usage_error(both, hint));
    };
    if (options.outline && options.plain_text)
        refuse("--outline and --text cannot be used together", "leave one of them out");
    if (!options.lines) return;
    if (options.outline || options.plain_text)
        refuse("--lines counts lines of the file, not of --text or --outline",
               "leave out --text and --outline");
    if (!name.anchor.empty())
        refuse("--lines counts lines of the whole file, not of #" + name.anchor,
               "leave out one of them");
}

/// A note, and its file if that is shown and can be read.
struct FoundNote {
    query::NoteText text;
    std::optional<indexer::NoteSource> source;
    std::optional<Error> unreadable;
};

FoundNote read_both(Session& session, const NoteName& name, const ShowOptions& options) {
    const indexer::Config& config = session.config();
    query::OpenIndex& index = session.index();
    const std::string file = note_file(session.root(), name.path);
    FoundNote found;
    if (options.json || !options.plain_text) {
        Result<indexer::NoteSource> source = indexer::read_source(
            session.root(), note_file_name(session.root(), name.path), name.path,
            query::indexed_hash(index, name.path).value_or(0), config);
        if (source) found.source = *std::move(source);
        else found.unreadable = source.error();
    }
    query::SearchRequest marked;
    marked.text = options.mark;
    marked = session.configured(std::move(marked));
    const bool newer = found.source && found.source->newer;
    Result<query::NoteText> text =
        newer ? query::read_note(index, *found.source->newer, name.anchor, marked)
              : query::read_note(index, name.path, name.anchor, marked);
    if (!text) throw Failure(text.error());
    found.text = *std::move(text);
    set_url(found.text.hit, config.site_url);
    found.text.hit.file = file;
    return found;
}

/// The lines of the file that were asked for.
SourcePart asked_part(const ShowOptions& options, const query::NoteText& note,
                      const SourceLines& source, bool section) {
    if (options.lines) return line_range(*options.lines, source.count(), note.hit.path);
    return note_part(note, source, section);
}

/// Prints the note as it was written, as JSON or, with `style`, as text.
void print_written(std::ostream& out, const FoundNote& found, const NoteName& name,
                   const std::string& root, const ShowOptions& options, const TextStyle& style,
                   LessStart& start) {
    const SourceLines lines(found.source->text);
    const std::vector<SourceMark> marks = source_marks(found.text, lines, found.source->body_line);
    const SourcePart part = asked_part(options, found.text, lines, !name.anchor.empty());
    if (options.json)
        print_json(out, found.text, name.anchor, written_text(lines, part, marks), root,
                   options.offsets);
    else print_source(out, found.text, lines, part, found.source->body_line, marks, style, start);
}

/// Says why the plain text is shown instead of the file.
void print_unreadable(std::ostream& err, const std::string& path, const Error& error) {
    err << "assay: " << printable(path) << ' ' << printable(error.message)
        << "; showing its text from the index\n";
}

}  // namespace

int run_command(const ShowOptions& options, std::ostream& out, std::ostream& err) {
    auto [session, name] = choose_note(options.note, options, err);
    refuse_two_answers(options, name);
    const indexer::Config& config = session.config();
    const FoundNote found = read_both(session, name, options);
    if (found.unreadable && options.lines) throw Failure(*found.unreadable);
    const bool written = found.source && !options.plain_text;
    LessStart start;
    if (options.json) {
        if (found.source)
            print_written(out, found, name, session.root().string(), options, {}, start);
        else
            print_json(out, found.text, name.anchor, std::nullopt, session.root().string(),
                       options.offsets);
        return exit_ok;
    }
    const TextStyle style = detect_style(options, config.hyperlink, session.root());
    std::ostringstream text;
    if (found.unreadable) print_unreadable(err, name.path, *found.unreadable);
    if (options.outline) {
        print_outline(text, found.text, style);
        if (found.text.headings.empty())
            err << "assay: " << printable(name.path) << " has no headings\n";
    } else if (written) {
        if (style.terminal && name.line > 0 && !options.lines)
            start.begin_at(name.line + source_head_lines);
        print_written(text, found, name, session.root().string(), options, style, start);
    } else {
        print_note(text, found.text, style, start);
    }
    show_paged(out, text.str(), style, {config.pager, options.no_pager, start.argument()});
    return options.outline && found.text.headings.empty() ? exit_nothing : exit_ok;
}

}  // namespace assay::cli
