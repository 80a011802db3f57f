#include "indexer/note/link_title.h"

#include <algorithm>

namespace assay::indexer {

std::optional<SourcePlace> link_title_place(const PlainText& source_text, std::string_view title,
                                            SourcePlace end) {
    const std::string_view last = source_text.source_line(end.line);
    std::size_t close = std::min(end.at, last.size());
    if (close == 0 || last[--close] != ')') return std::nullopt;
    while (close > 0 && (last[close - 1] == ' ' || last[close - 1] == '\t')) --close;
    if (close == 0) return std::nullopt;
    const char quote = last[--close], opening = quote == ')' ? '(' : quote;
    if (quote != '"' && quote != '\'' && quote != ')') return std::nullopt;
    const auto line_ends = static_cast<std::uint32_t>(std::count(title.begin(), title.end(), '\n'));
    if (line_ends >= end.line) return std::nullopt;
    const std::uint32_t first = end.line - line_ends;
    std::size_t open = line_ends > 0 ? source_text.source_line(first).size() : close;
    const std::string_view source = source_text.source_line(first);
    const std::string_view first_piece = title.substr(0, title.find('\n'));
    constexpr std::size_t slack = 200;  // escapes and entities are longer than their characters
    const std::size_t furthest = open - std::min(open, first_piece.size() + slack);
    while (open > furthest &&
           !(source[open - 1] == opening &&
             (open == 1 || source[open - 2] == ' ' || source[open - 2] == '\t') &&
             source_text.may_stand_at(first_piece, {first, open})))
        --open;
    if (open == furthest) return std::nullopt;
    return SourcePlace{first, open};
}

}  // namespace assay::indexer
