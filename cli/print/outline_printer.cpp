#include "cli/print/outline_printer.h"

#include <algorithm>
#include <ostream>

#include "cli/terminal/text_layout.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

constexpr std::size_t gap = 2;              // columns between fields
constexpr std::size_t shortest_anchor = 8;  // columns; an anchor with less room is not shown

struct OutlineRow {
    std::string line, text;  // text with its indent
    std::vector<query::TextRange> marks;
    std::string anchor;
};

std::vector<OutlineRow> rows_of(const query::NoteText& note, const TextStyle& style) {
    const auto first = std::min_element(
        note.headings.begin(), note.headings.end(),
        [](const schema::Heading& a, const schema::Heading& b) { return a.level < b.level; });
    std::vector<OutlineRow> rows;
    for (const schema::Heading& heading : note.headings) {
        OutlineRow row;
        row.line = std::to_string(heading.line);
        row.text = style.terminal ? std::string(gap * (heading.level - first->level), ' ')
                                  : std::string(heading.level, '#') + ' ';
        const std::size_t before = row.text.size();
        row.text += printable(heading.text);
        row.anchor = printable(heading.anchor);
        if (row.text.size() - before == heading.text.size())  // printable() left nothing out
            for (const query::TextRange& mark : note.marks)
                if (mark.begin >= heading.offset &&
                    mark.end <= heading.offset + heading.text.size())
                    row.marks.push_back(
                        {mark.begin - heading.offset + before, mark.end - heading.offset + before});
        rows.push_back(std::move(row));
    }
    return rows;
}

std::size_t widest(const std::vector<OutlineRow>& rows, std::string OutlineRow::*field) {
    std::size_t columns = 0;
    for (const OutlineRow& row : rows)
        columns = std::max(columns, unicode::display_width(row.*field));
    return columns;
}

}  // namespace

void print_outline(std::ostream& out, const query::NoteText& note, const TextStyle& style) {
    const Palette palette(style.color);
    const std::vector<OutlineRow> rows = rows_of(note, style);
    if (!style.terminal) {
        for (const OutlineRow& row : rows)
            out << row.line << '\t' << palette.marked(row.text, {0, row.text.size()}, row.marks)
                << '\n';
        return;
    }
    const std::size_t lines = widest(rows, &OutlineRow::line),
                      room = style.width - std::min(style.width, lines + gap);
    const std::size_t texts =
        std::min(widest(rows, &OutlineRow::text), room > 2 * room / 3 + gap ? 2 * room / 3 : room);
    for (const OutlineRow& row : rows) {
        const std::size_t used = unicode::display_width(row.text);
        const std::size_t columns =
            std::max(texts, std::min(used, room));  // a long heading takes the room of its anchor
        const std::string text = fit(row.text, columns);
        out << std::string(lines - row.line.size(), ' ') << palette.faint(row.line)
            << std::string(gap, ' ')
            << (text == row.text ? palette.marked(text, {0, text.size()}, row.marks) : text);
        const std::size_t shown = unicode::display_width(text), left = room - shown;
        const std::size_t blanks = std::max(gap, texts > shown ? texts - shown + gap : gap);
        if (!row.anchor.empty() &&
            left >= blanks + std::min(shortest_anchor, unicode::display_width(row.anchor) + 1))
            out << std::string(blanks, ' ') << palette.faint(fit("#" + row.anchor, left - blanks));
        out << '\n';
    }
}

}  // namespace assay::cli
