#include <algorithm>
#include <optional>
#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/print/json_notes.h"
#include "cli/print/line_range.h"
#include "cli/print/note_printer.h"
#include "cli/print/outline_printer.h"
#include "cli/print/site_url.h"
#include "cli/print/source_printer.h"
#include "cli/session/configured.h"
#include "cli/session/note_name.h"
#include "cli/session/style.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/shown_path.h"
#include "indexer/config.h"
#include "indexer/note_source.h"

namespace assay {
namespace {

/// Throws Failure(usage) for options that ask for two answers at once.
void refuse_two_answers(const Options& options, const NoteName& name) {
    const auto refuse = [](const std::string& both, const std::string& hint) {
        throw Failure(usage_error(both, hint));
    };
    if (options.outline && options.plain_text)
        refuse("--outline and --text are two answers", "leave one of them out");
    if (!options.lines) return;
    if (options.outline || options.plain_text)
        refuse("--lines are those of the note as it was written", "leave out --text and --outline");
    if (!name.anchor.empty())
        refuse("--lines are those of the whole file, not of #" + name.anchor,
               "leave out one of them");
}

/// A note, and its file where that was asked for and can be read.
struct FoundNote {
    NoteText text;
    std::optional<NoteSource> source;
    std::optional<Error> unreadable;
};

FoundNote read_both(const CorpusChoice& corpus, const NoteName& name, const Options& options,
                    const Config& config) {
    const std::string file = note_file(corpus.root, name.path);
    FoundNote found;
    if (options.json || !options.plain_text) {
        Result<NoteSource> source =
            read_source(corpus.root, note_file_name(corpus.root, name.path), name.path,
                        indexed_hash(corpus.index, name.path).value_or(0), config);
        if (source) found.source = *std::move(source);
        else found.unreadable = source.error();
    }
    const SearchRequest marked = configured(options.request, config);
    const bool newer = found.source && found.source->newer;
    Result<NoteText> text = newer
                                ? read_note(corpus.index, *found.source->newer, name.anchor, marked)
                                : read_note(corpus.index, name.path, name.anchor, marked);
    if (!text) throw Failure(text.error());
    found.text = *std::move(text);
    set_url(found.text.hit, config.site_url);
    found.text.hit.file = file;
    return found;
}

/// The lines of the file that were asked for.
SourcePart asked_part(const Options& options, const NoteText& note, const SourceLines& source,
                      bool section) {
    if (options.lines) return line_range(*options.lines, source.count(), note.hit.path);
    SourcePart part{section ? note.line : 1,
                    note.last_line > 0 ? std::min(note.last_line, source.count()) : source.count()};
    const auto is_blank = [&](std::uint32_t line) {
        const TextRange range = source.range(line);
        return source.text()
                   .substr(range.begin, range.end - range.begin)
                   .find_first_not_of(" \t") == std::string_view::npos;
    };
    while (section && part.last > part.first && is_blank(part.last)) --part.last;
    return part;
}

/// The note as it was written, as JSON or, with `style`, as text.
void print_written(std::ostream& out, const FoundNote& found, const NoteName& name,
                   const std::string& root, const Options& options, const TextStyle& style,
                   LessStart& start) {
    const SourceLines lines(found.source->text);
    const std::vector<SourceMark> marks = source_marks(found.text, lines, found.source->body_line);
    const SourcePart part = asked_part(options, found.text, lines, !name.anchor.empty());
    if (options.json)
        print_json(out, found.text, name.anchor, written_text(lines, part, marks), root,
                   options.offsets);
    else print_source(out, found.text, lines, part, found.source->body_line, marks, style, start);
}

/// Why the plain text is shown instead of the file.
void print_unreadable(std::ostream& err, const std::string& path, const Error& error) {
    err << "assay: " << printable(path) << ' ' << printable(error.message)
        << "; this is its text as it was indexed\n";
}

}  // namespace

int show_command(const Options& options, std::ostream& out, std::ostream& err) {
    const auto [corpus, name] = choose_note(options, err);
    refuse_two_answers(options, name);
    const Config config = load_config(corpus.root);
    const FoundNote found = read_both(corpus, name, options, config);
    if (found.unreadable && options.lines) throw Failure(*found.unreadable);
    const bool written = found.source && !options.plain_text;
    LessStart start;
    if (options.json) {
        if (found.source) print_written(out, found, name, corpus.root.string(), options, {}, start);
        else
            print_json(out, found.text, name.anchor, std::nullopt, corpus.root.string(),
                       options.offsets);
        return exit_ok;
    }
    const TextStyle style = detect_style(options, config.hyperlink, corpus.root);
    std::ostringstream text;
    if (found.unreadable) print_unreadable(err, name.path, *found.unreadable);
    if (options.outline) {
        print_outline(text, found.text, style);
        if (found.text.headings.empty())
            err << "assay: " << printable(name.path) << " has no headings\n";
    } else if (written) {
        if (style.terminal && name.line > 0 && !options.lines)
            start.begin_at(name.line + source_head_lines);
        print_written(text, found, name, corpus.root.string(), options, style, start);
    } else {
        print_note(text, found.text, style, start);
    }
    show_paged(out, text.str(), style, {config.pager, options.no_pager, start.argument()});
    return options.outline && found.text.headings.empty() ? exit_nothing : exit_ok;
}

}  // namespace assay
