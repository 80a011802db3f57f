#include "indexer/note/value_links.h"

#include <algorithm>

namespace assay::indexer {
namespace {

std::string_view trimmed_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Returns what a link shows; `inside` is the text between its brackets.
std::string_view shown_of(std::string_view inside) {
    if (const std::size_t bar = inside.find('|'); bar != inside.npos) {
        if (const std::string_view shown = trimmed_blanks(inside.substr(bar + 1)); !shown.empty())
            return shown;
        inside = inside.substr(0, bar - (bar > 0 && inside[bar - 1] == '\\'));  // as in a table
    }
    if (inside.starts_with('#')) return trimmed_blanks(inside.substr(1));
    return trimmed_blanks(inside.substr(0, inside.find("#^")));
}

}  // namespace

std::size_t value_link_end(std::string_view text, std::size_t at) {
    const std::size_t begin = at + (at < text.size() && text[at] == '!');
    if (text.substr(begin, 2) != "[[") return text.npos;
    const std::size_t end = text.find_first_of("[]\n", begin + 2);
    return end != text.npos && end > begin + 2 && text.substr(end, 2) == "]]" ? end + 2 : text.npos;
}

std::vector<std::string_view> only_links(std::string_view text) {
    std::vector<std::string_view> links;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t end = value_link_end(text, at); end != text.npos) {
            links.push_back(text.substr(at, end - at));
            at = end;
        } else if (text[at] == ' ' || text[at] == '\t' || text[at] == ',' || text[at] == ';') {
            ++at;
        } else {
            return {};
        }
    }
    return links;
}

std::string with_links_shown(std::string_view text) {
    if (text.find("[[") == text.npos) return std::string(text);
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = value_link_end(text, at);
        if (end == text.npos) {
            shown.push_back(text[at++]);
            continue;
        }
        const std::size_t begin = text.find("[[", at) + 2;
        shown += shown_of(text.substr(begin, end - 2 - begin));
        at = end;
    }
    return shown;
}

std::optional<std::string_view> link_target(std::string_view text) {
    text = trimmed_blanks(text);
    if (value_link_end(text, 0) != text.size()) return std::nullopt;
    const std::size_t begin = text.find("[[") + 2;
    const std::string_view inside = text.substr(begin, text.size() - 2 - begin);
    return trimmed_blanks(inside.substr(0, std::min(inside.find_first_of("#|\\"), inside.size())));
}

}  // namespace assay::indexer
