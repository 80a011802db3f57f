#include "cli/mcp/note_reading.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/print/line_range.h"
#include "cli/print/source_lines.h"
#include "cli/terminal/shown_path.h"
#include "indexer/note_source.h"
#include "indexer/text/error.h"
#include "indexer/text/unicode.h"
#include "query/note_lookup.h"

namespace assay::cli {
namespace {

/// Takes ".COLUMN" out of "LINE.COLUMN:LAST"; returns the column, 1 if there is none.
std::size_t take_column(std::string& lines) {
    const std::size_t dot = lines.find('.'), colon = std::min(lines.find(':'), lines.size());
    if (dot == lines.npos || dot > colon) return 1;
    std::size_t column = 0;
    const char* const end = lines.data() + colon;
    const auto [stop, failed] = std::from_chars(lines.data() + dot + 1, end, column);
    if (failed != std::errc() || stop != end || column == 0)
        throw Failure(usage_error("lines is not a range of lines: " + lines,
                                  "write 10:40, 10:, :40 or 10; 10.200: begins in the line"));
    lines.erase(dot, colon - dot);
    return column;
}

/// The text of a line, or of its beginning.
struct TakenText {
    std::string text;
    std::size_t next_column = 0;  // where the rest begins; 0 = there is no rest
};

/// What of `line` from code point `column` (1-based) on fits in `most` bytes.
TakenText take_text(std::string_view line, std::size_t column, std::size_t most) {
    TakenText taken;
    std::size_t at = 0;
    for (std::size_t count = 1; at < line.size(); ++count) {
        const unicode::CodePoint point = unicode::decode(line, at);
        const std::string_view bytes = line.substr(at, point.size);
        at += point.size;
        const bool is_shown = bytes == "\t" || !unicode::is_invisible(point.value);
        if (count < column || !is_shown) continue;
        if (taken.text.size() + bytes.size() > most) {
            taken.next_column = count;
            break;
        }
        if (unicode::is_line_space(point.value) && bytes != "\t") taken.text += ' ';
        else taken.text += bytes;
    }
    return taken;
}

/// As line_range(), whose messages name an option of the command line.
SourcePart range_of(const std::string& lines, std::uint32_t count, const std::string& path) {
    try {
        return line_range(lines, count, path);
    } catch (const Failure& failure) {
        Error error = failure.error();
        if (error.message.starts_with("--")) error.message.erase(0, 2);
        throw Failure(std::move(error));
    }
}

/// The lines that `request` asks for.
SourcePart asked_part(const ReadingRequest& request, const std::string& lines,
                      const query::NoteText& note, std::uint32_t count) {
    if (!lines.empty()) return range_of(lines, count, request.path);
    if (request.anchor.empty()) return {1, count};
    return {std::min(note.line, count),
            note.last_line > 0 ? std::min(note.last_line, count) : count};
}

void take_lines(const SourceLines& lines, SourcePart part, std::size_t column, std::size_t most,
                NoteReading& reading) {
    reading.first = part.first;
    reading.last = part.first - 1;
    const auto rest_from = [&](const std::string& from) {
        return from + ':' + (part.last < lines.count() ? std::to_string(part.last) : "");
    };
    for (std::uint32_t line = part.first; line <= part.last; ++line, column = 1) {
        const query::TextRange range = lines.range(line);
        const TakenText taken =
            take_text(lines.text().substr(range.begin, range.end - range.begin), column, most - 1);
        const bool fits = taken.next_column == 0 && reading.text.size() + taken.text.size() < most;
        if (!fits && !reading.text.empty()) {
            reading.next = rest_from(std::to_string(line));
            return;
        }
        reading.text += taken.text + '\n';
        reading.last = line;
        if (taken.next_column == 0) continue;
        reading.next = rest_from(std::to_string(line) + '.' + std::to_string(taken.next_column));
        return;
    }
}

}  // namespace

NoteReading read_lines(Session& session, const ReadingRequest& request) {
    if (!request.anchor.empty() && !request.lines.empty())
        throw Failure(
            usage_error("anchor and lines cannot be used together", "leave one of them out"));
    query::OpenIndex& index = session.index();
    const Result<indexer::NoteSource> source = indexer::read_source(
        session.root(), note_file_name(session.root(), request.path), request.path,
        query::indexed_hash(index, request.path).value_or(0), session.config());
    if (!source) throw Failure(source.error());
    const Result<query::NoteText> note =
        source->newer ? query::read_note(index, *source->newer, request.anchor, {})
                      : query::read_note(index, request.path, request.anchor, {});
    if (!note) throw Failure(note.error());
    NoteReading reading;
    reading.path = request.path;
    reading.title = note->hit.title;
    const SourceLines lines(source->text);
    reading.count = lines.count();
    if (reading.count == 0) return reading;
    std::string wanted = request.lines;
    const std::size_t column = take_column(wanted);
    take_lines(lines, asked_part(request, wanted, *note, lines.count()), column, request.most_bytes,
               reading);
    return reading;
}

}  // namespace assay::cli
