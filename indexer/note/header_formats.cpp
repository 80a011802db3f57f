#include "indexer/note/header_formats.h"

#include <algorithm>
#include <charconv>

#include "indexer/note/value_links.h"
#include "indexer/text/limits.h"
#include "indexer/text/one_line.h"

namespace assay::indexer {
namespace {

using Json = nlohmann::ordered_json;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/// Returns the length of the key that `line` begins with, including its quotes; 0 if there is none.
std::size_t key_length(std::string_view line, char sign) {
    if (line.empty() ||
        std::string_view(" \t-#[]{}<>=:,!&*|%@`").find(line.front()) != std::string_view::npos)
        return 0;
    const bool quoted = line.front() == '"' || line.front() == '\'';
    const std::size_t end = quoted ? line.find(line.front(), 1) : line.find(sign);
    if (end == line.npos || end > text::max_header_key_bytes) return 0;
    const std::size_t size = quoted ? end + 1 : without_blanks(line.substr(0, end)).size();
    const std::size_t at = line.find_first_not_of(" \t", size);
    if (at == line.npos || line[at] != sign) return 0;
    // "key:value" without a space is accepted, but "http://x" and "10:30 at home" are not keys.
    const bool spaced = at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t';
    const bool word =
        std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(size), is_word) &&
        !(line[0] >= '0' && line[0] <= '9');
    return spaced || sign == '=' || (word && line[at + 1] != '/' && line[at + 1] != ':') ? size : 0;
}

/// True for a quote that ends only a part of the text, such as the second one in `"Fish & Chips": a
/// story`.
bool closes_part(std::string_view text, std::size_t quote) {
    constexpr std::string_view followers = " \t,;:.!?)";
    return quote > 1 && text[quote - 1] != ' ' && quote + 1 < text.size() &&
           followers.find(text[quote + 1]) != followers.npos;
}

/// Removes the quotes around the whole text, and a '"' that is never closed. Keeps quotes around a
/// part of it.
std::string_view unquoted(std::string_view text) {
    text = without_blanks(text);
    if (text.empty() || (text.front() != '"' && text.front() != '\'')) return text;
    const char quote = text.front();
    const std::size_t next = text.find(quote, 1);
    if (next == text.npos) return quote == '"' ? text.substr(1) : text;  // 'tis
    if (text.back() != quote || (next + 1 < text.size() && closes_part(text, next))) return text;
    return text.substr(1, text.size() - 2);
}

template <class Use>
void each_line(std::string_view text, Use use) {
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view line = line_at(text, at);
        use(line);
        at += line.size() + 1;
    }
}

/// Returns the offset after the quoted text at `at`, if a comma or the end of a list follows;
/// otherwise npos.
std::size_t behind_quotes(std::string_view text, std::size_t at) {
    if (text[at] != '"' && text[at] != '\'') return text.npos;
    const std::size_t close = text.find(text[at], at + 1);
    if (close == text.npos) return text.npos;
    const std::size_t next = text.find_first_not_of(" \t", close + 1);
    return next == text.npos || text[next] == ',' || text[next] == ']' ? close + 1 : text.npos;
}

/// Returns the end of the list item that begins at `begin`. Links and quoted text may contain
/// commas.
std::size_t item_end(std::string_view text, std::size_t begin) {
    std::size_t at = std::min(text.find_first_not_of(" \t", begin), text.size());
    if (at < text.size())
        if (const std::size_t end = behind_quotes(text, at); end != text.npos) at = end;
    while (at < text.size() && text[at] != ',') {
        const std::size_t link = value_link_end(text, at);
        at = link != text.npos ? link : at + 1;
    }
    return at;
}

/// Returns the offset after the bracket that closes the first one of `text`; npos if it is never
/// closed.
std::size_t behind_list(std::string_view text) {
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins_item =
            at > 0 && std::string_view("[, \t").find(text[at - 1]) != std::string_view::npos;
        const std::size_t quoted = begins_item ? behind_quotes(text, at) : text.npos;
        if (quoted != text.npos) at = quoted - 1;
        else if (text[at] == '[') ++depth;
        else if (text[at] == ']' && --depth == 0) return at + 1;
    }
    return text.npos;
}

}  // namespace

std::string_view line_at(std::string_view text, std::size_t at) {
    return text.substr(at, text.find('\n', at) - at);
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n'))
        text.remove_suffix(1);
    return text;
}

void add_problem(FrontMatter& into, std::uint32_t line, std::string message, std::string hint) {
    if (into.problems.size() > text::max_header_problems) return;
    if (into.problems.size() == text::max_header_problems)
        message = "front matter has more problems than " +
                  std::to_string(text::max_header_problems) + ", the others are not listed";
    into.problems.push_back(note_error(text::one_line(message, 200), SourcePos{"", line},
                                       std::move(hint), "front-matter"));
}

void put(FrontMatter& into, const std::string& key, Json value, std::uint32_t line) {
    const auto [before, is_new] = into.lines.emplace(key, line);
    if (!is_new) {
        add_problem(into, line,
                    "front matter has " + text::one_line(key, 60) + " again, first in line " +
                        std::to_string(before->second),
                    "keep one of them; the last one counts");
        before->second = line;
    } else if (into.lines.size() > text::max_header_keys) {
        if (into.lines.size() == text::max_header_keys + 1)
            add_problem(into, line,
                        "front matter has more than " + std::to_string(text::max_header_keys) +
                            " keys, the rest left out",
                        "shorten it");
        return;
    }
    into.values[key] = std::move(value);
}

Json plain_scalar(std::string_view text) {
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
        return nullptr;
    if (text == "true" || text == "True" || text == "TRUE") return true;
    if (text == "false" || text == "False" || text == "FALSE") return false;
    const char* const last = text.data() + text.size();
    std::int64_t integer = 0;
    if (const auto [end, error] = std::from_chars(text.data(), last, integer);
        error == std::errc() && end == last && std::to_string(integer) == text)
        return integer;
    double real = 0;
    if (const auto [end, error] = std::from_chars(text.data(), last, real);
        error == std::errc() && end == last && text.find('.') != text.npos) {
        if (Json number = real; number.dump() == text) return number;
    }
    return std::string(text);
}

Json value_as_text(std::string_view value) {
    Json items = Json::array();
    const std::string_view first = without_blanks(line_at(value, 0));
    const std::string_view below =
        value.substr(std::min(line_at(value, 0).size() + 1, value.size()));
    each_line(below, [&](std::string_view line) {
        line = without_blanks(line);
        if (line.starts_with("- ")) items.push_back(unquoted(line.substr(2)));
    });
    if (!items.empty()) {
        if (first.starts_with("- ")) items.insert(items.begin(), Json(unquoted(first.substr(2))));
        return items;
    }
    if (!first.starts_with('[')) {
        std::string text(first);
        each_line(below, [&](std::string_view line) {
            if (line.starts_with(' ') || line.starts_with('\t'))
                text.append(" ").append(without_blanks(line));  // it goes on
        });
        return first.empty() ? Json() : Json(unquoted(text));
    }
    for (const std::string_view link : only_links(first)) items.push_back(link);
    if (items.size() == 1) return items.front();
    if (!items.empty()) return items;
    std::string_view list = first;
    std::string joined;
    std::size_t end = behind_list(list);
    if (end == list.npos && !below.empty()) {  // it goes on below
        each_line(value, [&](std::string_view line) {
            joined.append(joined.empty() ? "" : " ").append(without_blanks(line));
        });
        list = joined;
        end = behind_list(list);
    }
    if (end != list.npos && without_blanks(list.substr(end)).find_first_not_of("],") != list.npos &&
        !without_blanks(list.substr(end)).starts_with('#'))
        return list;  // [Draft] my plan
    list = end == list.npos ? list.substr(1, list.find(']') - 1) : list.substr(1, end - 2);
    for (std::size_t begin = 0; begin <= list.size();) {
        const std::size_t item = item_end(list, begin);
        std::string_view text = unquoted(list.substr(begin, item - begin));
        if (text.starts_with('[') && text.find(']') == text.npos)
            text = unquoted(text.substr(1));  // [a, [b, c]
        if (!text.empty()) items.push_back(text);
        begin = item + 1;
    }
    return items;
}

bool begins_with_key(std::string_view line, char sign) { return key_length(line, sign) > 0; }

std::vector<HeaderChunk> split_at_keys(HeaderText header, char sign) {
    std::vector<HeaderChunk> chunks;
    std::uint32_t line_number = header.first_line;
    std::size_t at = 0;
    each_line(header.text, [&](std::string_view line) {
        const std::size_t length = key_length(line, sign);
        if (length > 0 || chunks.empty()) {
            HeaderChunk chunk{header.text.substr(at, 0), {}, {}, line_number};
            if (length > 0) {
                chunk.key = unquoted(line.substr(0, length));
                chunk.value = line.substr(line.find(sign, length) + 1, 0);
            }
            chunks.push_back(chunk);
        }
        HeaderChunk& chunk = chunks.back();
        const char* const end = line.data() + line.size();
        chunk.text = {chunk.text.data(), static_cast<std::size_t>(end - chunk.text.data())};
        if (!chunk.key.empty())
            chunk.value = {chunk.value.data(), static_cast<std::size_t>(end - chunk.value.data())};
        at += line.size() + 1;
        ++line_number;
    });
    return chunks;
}

}  // namespace assay::indexer
