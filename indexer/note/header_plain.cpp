// "key: value" lines at the top of a note without any fence (MultiMarkdown, Pelican), and link
// definitions that show nothing and are used as such lines: [title]: <> (My title). At least one
// key must be known, so that prose is not mistaken for a header.
#include <algorithm>
#include <array>
#include <cctype>

#include "indexer/note/header_formats.h"
#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

constexpr std::array<std::string_view, 16> known_keys{
    "title", "date",    "tags",     "author",   "category", "categories", "slug",      "summary",
    "lang",  "created", "modified", "keywords", "updated",  "aliases",    "permalink", "subtitle"};

struct PlainLine {
    std::string_view key, value;
};

/// Reads "My key: value". The key has letters, digits, spaces, '_' and '-', as in MultiMarkdown.
std::optional<PlainLine> key_and_value(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == line.npos || colon + 1 >= line.size() ||
        (line[colon + 1] != ' ' && line[colon + 1] != '\t'))
        return std::nullopt;
    const auto fits = [](unsigned char c) {
        return c >= 0x80 || std::isalnum(c) != 0 || c == ' ' || c == '_' || c == '-';
    };
    if (line.front() == ' ' || line.front() == '-' ||
        !std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), fits))
        return std::nullopt;
    return PlainLine{without_blanks(line.substr(0, colon)), without_blanks(line.substr(colon + 1))};
}

/// Reads "[key]: <> (value)".
std::optional<PlainLine> definition(std::string_view line) {
    constexpr std::string_view sign = "]: <> (";
    line = without_blanks(line);
    const std::size_t end = line.find(sign);
    if (!line.starts_with('[') || end == line.npos || end < 2 || !line.ends_with(')'))
        return std::nullopt;
    const std::size_t begin = end + sign.size();
    return PlainLine{line.substr(1, end - 1), line.substr(begin, line.size() - 1 - begin)};
}

/// Reads lists in brackets, links and quoted text as between fences. Everything else is text.
nlohmann::ordered_json value_of(std::string_view value) {
    const bool quoted = value.size() > 1 && (value.front() == '"' || value.front() == '\'') &&
                        value.find(value.front(), 1) == value.size() - 1;
    return quoted || value.starts_with('[') ? value_as_text(value) : plain_scalar(value);
}

}  // namespace

bool is_known_key(std::string_view key) {
    std::string lower(key);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return std::find(known_keys.begin(), known_keys.end(), lower) != known_keys.end();
}

std::optional<std::size_t> read_plain_header(std::string_view text, FrontMatter& into) {
    struct Found {
        std::string_view key;
        std::string value;
        std::uint32_t line;
    };
    std::vector<Found> found;
    const auto read_line = text.starts_with('[') ? definition : key_and_value;
    std::uint32_t number = 1;
    std::size_t at = 0;
    bool known = false;
    for (; at < text.size(); ++number) {
        const std::string_view line = line_at(text, at);
        if (without_blanks(line).empty()) break;
        if (const auto plain = read_line(line)) {
            found.push_back({plain->key, std::string(plain->value), number});
            known = known || is_known_key(plain->key);
        } else if (!found.empty() && (line.front() == ' ' || line.front() == '\t') &&
                   !text.starts_with('[')) {
            found.back().value.append(" ").append(
                without_blanks(line));  // a long value continues, indented
        } else {
            return std::nullopt;
        }
        at += std::min(line.size() + 1, text.size() - at);
        if (found.size() > text::max_header_keys) return std::nullopt;
    }
    if (!known) return std::nullopt;
    for (const Found& line : found)
        put(into, std::string(line.key), value_of(line.value), line.line);
    return at;
}

}  // namespace assay::indexer
