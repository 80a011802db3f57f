#include "cli/print/kwic_printer.h"

#include <algorithm>
#include <ostream>

#include "cli/terminal/columns.h"
#include "cli/terminal/text_layout.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

constexpr std::size_t gap = 2;          // columns between fields, and on both sides of a match
constexpr std::size_t month_width = 7;  // 2023-04

std::string_view trimmed(std::string_view text) {
    if (text.ends_with(' ')) text.remove_suffix(1);
    if (text.starts_with(' ')) text.remove_prefix(1);
    return text;
}

std::string blanks(std::size_t columns, std::string_view beside) {
    const std::size_t used = unicode::display_width(beside);
    return std::string(columns > used ? columns - used : 0, ' ');
}

std::string place_of(const query::ConcordanceLine& line, const ShownPaths& paths) {
    return printable(paths.shown(line.path)) + ":" + std::to_string(line.line);
}
std::string date_of(const query::ConcordanceLine& line, std::size_t width) {
    return line.created ? line.created->substr(0, width) : "";
}

void print_aligned(std::ostream& out, const query::Concordance& concordance, const TextStyle& style,
                   std::size_t context) {
    const Palette palette(style.color);
    std::size_t widest_match = 0, widest_place = 0;
    bool dated = false;
    for (const query::ConcordanceLine& line : concordance.lines) {
        widest_match = std::max(widest_match, unicode::display_width(line.match));
        widest_place = std::max(widest_place, unicode::display_width(place_of(line, style.paths)));
        dated = dated || line.created;
    }
    const std::size_t place = std::min(widest_place, style.width / 4);
    const std::size_t date = dated && style.width >= 60 ? month_width + gap : 0;
    const std::size_t room =
        style.width -
        std::min(style.width, date + place + gap);  // of left, match, right and the gaps between
    const std::size_t match = std::min(widest_match, room / 2);
    const std::size_t contexts = room - std::min(room, match + 2 * gap);
    const std::size_t left = std::min(context, contexts / 2),
                      right = std::min(context, contexts - contexts / 2);
    for (const query::ConcordanceLine& line : concordance.lines) {
        const std::string before = fit_end(trimmed(line.left), left),
                          middle = fit(line.match, match);
        // A short match leaves its columns to the right context.
        const std::size_t rest = right + match - unicode::display_width(middle);
        const std::string after = fit(trimmed(line.right), rest),
                          where = fit_end(place_of(line, style.paths), place);
        if (const std::string month = date_of(line, month_width); date > 0)
            out << palette.faint(month) << blanks(date, month);
        out << blanks(left, before) << before << std::string(gap, ' ') << palette.mark(middle)
            << std::string(gap, ' ') << after << blanks(rest, after) << std::string(gap, ' ')
            << style.links.link(palette.path(where), line.path, line.line, line.column) << '\n';
    }
}

}  // namespace

void print_concordance(std::ostream& out, const query::Concordance& concordance,
                       const TextStyle& style, std::size_t context) {
    if (style.terminal) {
        print_aligned(out, concordance, style, context);
        return;
    }
    const Palette palette(style.color);
    for (const query::ConcordanceLine& line : concordance.lines)
        out << palette.path(printable(style.paths.shown(line.path))) << ':' << line.line << ':'
            << column_in(style.columns, line) << '\t' << date_of(line, 10) << '\t'
            << trimmed(line.left) << '\t' << palette.mark(line.match) << '\t' << trimmed(line.right)
            << '\n';
}

}  // namespace assay::cli
