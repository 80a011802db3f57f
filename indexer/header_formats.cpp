#include "indexer/header_formats.h"

#include <algorithm>
#include <charconv>

#include "indexer/schema/one_line.h"

namespace assay {
namespace {

using Json = nlohmann::ordered_json;

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

/// Length of the key that `line` begins with, its quotes included; 0 when it begins with none.
std::size_t key_length(std::string_view line, char sign) {
    constexpr std::size_t longest_key = 100;
    if (line.empty() || std::string_view(" \t-#[]{}<>=:,!&*|%@`").find(line.front()) != std::string_view::npos) return 0;
    const bool quoted = line.front() == '"' || line.front() == '\'';
    const std::size_t end = quoted ? line.find(line.front(), 1) : line.find(sign);
    if (end == line.npos || end > longest_key) return 0;
    const std::size_t size = quoted ? end + 1 : without_blanks(line.substr(0, end)).size();
    const std::size_t at = line.find_first_not_of(" \t", size);
    if (at == line.npos || line[at] != sign) return 0;
    // "key:value" is a key of somebody in a hurry; "http://x" and "10:30 at home" are none.
    const bool spaced = at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t';
    const bool word = std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(size), is_word) && !(line[0] >= '0' && line[0] <= '9');
    return spaced || sign == '=' || (word && line[at + 1] != '/' && line[at + 1] != ':') ? size : 0;
}

std::string_view unquoted(std::string_view text) {
    text = without_blanks(text);
    for (const char quote : {'"', '\''})
        if (!text.empty() && text.front() == quote) {
            text.remove_prefix(1);
            if (!text.empty() && text.back() == quote) text.remove_suffix(1);
        }
    return text;
}

template <class Use>
void each_line(std::string_view text, Use use) {
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view line = line_at(text, at);
        use(line);
        at += line.size() + 1;
    }
}

}  // namespace

std::string_view line_at(std::string_view text, std::size_t at) { return text.substr(at, text.find('\n', at) - at); }

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n')) text.remove_suffix(1);
    return text;
}

void add_problem(FrontMatter& into, std::uint32_t line, std::string message, std::string hint) {
    into.problems.push_back({ErrorKind::note, one_line(message, 200), SourcePos{"", line}, std::move(hint), 0, "front-matter"});
}

void put(FrontMatter& into, const std::string& key, Json value, std::uint32_t line) {
    const auto [before, is_new] = into.lines.emplace(key, line);
    if (!is_new) {
        add_problem(into, line, "front matter has " + one_line(key, 60) + " again, first in line " + std::to_string(before->second), "keep one of them; the last one counts");
        before->second = line;
    } else if (into.lines.size() > most_header_keys) {
        if (into.lines.size() == most_header_keys + 1)
            add_problem(into, line, "front matter has more than " + std::to_string(most_header_keys) + " keys, the rest left out", "shorten it");
        return;
    }
    into.values[key] = std::move(value);
}

Json plain_scalar(std::string_view text) {
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return nullptr;
    if (text == "true" || text == "True" || text == "TRUE") return true;
    if (text == "false" || text == "False" || text == "FALSE") return false;
    const char* const last = text.data() + text.size();
    std::int64_t integer = 0;
    if (const auto [end, error] = std::from_chars(text.data(), last, integer); error == std::errc() && end == last && std::to_string(integer) == text) return integer;
    double real = 0;
    if (const auto [end, error] = std::from_chars(text.data(), last, real); error == std::errc() && end == last && text.find('.') != text.npos) {
        if (Json number = real; number.dump() == text) return number;
    }
    return std::string(text);
}

Json value_as_text(std::string_view value) {
    Json items = Json::array();
    each_line(value, [&](std::string_view line) {
        line = without_blanks(line);
        if (line.starts_with("- ")) items.push_back(unquoted(line.substr(2)));
    });
    if (!items.empty()) return items;
    value = without_blanks(line_at(value, 0));
    if (!value.starts_with('[')) return value.empty() ? Json() : Json(unquoted(value));
    value.remove_prefix(1);
    value = value.substr(0, value.find(']'));
    for (std::size_t begin = 0; begin <= value.size();) {
        const std::size_t end = std::min(value.find(',', begin), value.size());
        if (const std::string_view item = unquoted(value.substr(begin, end - begin)); !item.empty()) items.push_back(item);
        begin = end + 1;
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
        if (!chunk.key.empty()) chunk.value = {chunk.value.data(), static_cast<std::size_t>(end - chunk.value.data())};
        at += line.size() + 1;
        ++line_number;
    });
    return chunks;
}

}  // namespace assay
