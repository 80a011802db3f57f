#include "cli/terminal/text_layout.h"

#include <algorithm>

#include "indexer/text/unicode.h"

namespace assay::cli {

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
    std::string all;
    for (const std::string& text : texts)
        all.append(&text == &texts.front() ? "" : between).append(text);
    return all;
}

std::string fit(std::string_view text, std::size_t columns) {
    if (unicode::display_width(text) <= columns) return std::string(text);
    std::size_t at = 0, used = 0;
    while (at < text.size()) {
        const unicode::CodePoint point = unicode::decode(text, at);
        const unsigned width = unicode::width(point.value);
        if (used + width + 1 > columns) break;
        used += width;
        at += point.size;
    }
    while (at > 0 && text[at - 1] == ' ') --at;
    return columns == 0 ? std::string() : std::string(text.substr(0, at)) + "…";
}

std::string fit_end(std::string_view text, std::size_t columns) {
    std::size_t width = unicode::display_width(text);
    if (width <= columns) return std::string(text);
    std::size_t at = 0;
    while (at < text.size() && width + 1 > columns) {
        const unicode::CodePoint point = unicode::decode(text, at);
        width -= unicode::width(point.value);
        at += point.size;
    }
    while (at < text.size() && unicode::width(unicode::decode(text, at).value) == 0)
        at += unicode::decode(text, at).size;  // combining marks of a character that was cut
    while (at < text.size() && text[at] == ' ') ++at;
    return columns == 0 ? std::string() : "…" + std::string(text.substr(at));
}

std::vector<query::TextRange> wrap(std::string_view text, std::size_t columns) {
    std::vector<query::TextRange> lines;
    const auto add_line = [&](std::size_t from, std::size_t to) {
        while (to > from && text[to - 1] == ' ') --to;
        if (to > from) lines.push_back({from, to});
    };
    std::size_t begin = 0, used = 0, break_at = 0, width_at_break = 0;
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint point = unicode::decode(text, at);
        const unsigned width = unicode::width(point.value);
        const bool space = point.value == ' ';
        if (space || unicode::classify(point.value) == unicode::Class::unspaced) {
            break_at = at;
            width_at_break = used;
        }
        if (used + width > columns && !space) {
            if (break_at <= begin) {  // a word wider than the line
                break_at = at;
                width_at_break = used;
            }
            add_line(begin, break_at);
            begin = break_at;
            while (begin < text.size() && text[begin] == ' ') ++begin;
            used = used - width_at_break - (begin - break_at);
            break_at = begin;
            if (begin > at) {
                at = begin;
                used = 0;
                continue;
            }
        }
        used += width;
        at += point.size;
    }
    add_line(begin, text.size());
    return lines;
}

std::string Palette::paint(std::string_view code, std::string_view text) const {
    if (!on_ || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string described(std::string_view name, std::string_view description, std::size_t column,
                      std::size_t columns) {
    constexpr std::size_t indent = 2;
    std::string text = std::string(indent, ' ').append(name);
    bool beside = text.size() + 2 <= column;
    for (const query::TextRange& line : wrap(description, columns - column)) {
        if (!beside) text += "\n";
        text.append(beside ? column - text.size() : column, ' ')
            .append(description.substr(line.begin, line.end - line.begin));
        beside = false;
    }
    return text + "\n";
}

std::string Palette::marked(std::string_view text, query::TextRange range,
                            const std::vector<query::TextRange>& marks) const {
    std::string painted;
    std::size_t at = range.begin;
    for (const query::TextRange& each : marks) {
        const std::size_t begin = std::max(each.begin, at), end = std::min(each.end, range.end);
        if (begin >= end) continue;
        painted.append(text.substr(at, begin - at)).append(mark(text.substr(begin, end - begin)));
        at = end;
    }
    return painted.append(text.substr(at, range.end - at));
}

}  // namespace assay::cli
