#include "indexer/note/inline_fields.h"

#include <algorithm>

#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Returns the text without surrounding spaces and signs of emphasis.
std::string_view bare(std::string_view text) {
    constexpr std::string_view around = " \t*_~=";
    const std::size_t begin = text.find_first_not_of(around);
    return begin == text.npos ? std::string_view()
                              : text.substr(begin, text.find_last_not_of(around) + 1 - begin);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    return begin == text.npos ? std::string_view()
                              : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

std::optional<InlineField> make_field(std::string_view key, std::string_view value) {
    if (key.empty() || is_blank(key.back())) return std::nullopt;  // map :: a -> b
    key = bare(key);
    value = trimmed(value);
    constexpr std::ptrdiff_t most_blanks = 4;  // more words would be a sentence
    if (key.empty() || value.empty() || std::count(key.begin(), key.end(), ' ') > most_blanks)
        return std::nullopt;
    return InlineField{std::string(key), std::string(value), 0};
}

}  // namespace

std::optional<InlineField> inline_field_at(std::string_view body, std::size_t place,
                                           std::size_t line_end, std::size_t content) {
    const auto has = [body](std::size_t from, std::string_view wanted) {
        return from < body.size() && body.substr(from, wanted.size()) == wanted;
    };
    std::size_t blank = place;
    while (blank < line_end && body[blank] == ':') ++blank;
    if (blank - place != 2) return std::nullopt;
    while (blank < line_end && (body[blank] == '*' || body[blank] == '_'))
        ++blank;  // **key::** value
    if (blank >= line_end || !is_blank(body[blank])) return std::nullopt;
    std::size_t begin = place;
    while (begin > 0 && place - begin <= text::max_inline_field_key_bytes &&
           body[begin - 1] != '\n' &&
           std::string_view("[](){}<>|#`:%\"").find(body[begin - 1]) == std::string_view::npos)
        --begin;
    const char before = begin > 0 ? body[begin - 1] : '\n';
    const std::string_view line = body.substr(blank + 1, line_end - blank - 1);
    if (before == '[' || before == '(') {
        const std::string_view rest = line.substr(0, text::max_inline_field_value_bytes);
        const char close = before == '[' ? ']' : ')';
        std::size_t depth = 1, end = 0;
        for (; end < rest.size(); ++end) {
            if (rest[end] == before) ++depth;
            else if (rest[end] == close && --depth == 0) break;
        }
        const bool is_link = close == ']' && has(blank + end + 2, "(");
        if (end == rest.size() || is_link) return std::nullopt;
        return make_field(body.substr(begin, place - begin), rest.substr(0, end));
    }
    if (content == std::string_view::npos) return std::nullopt;
    for (const std::string_view box : {"[ ] ", "[x] ", "[X] "})
        if (has(content, box)) content += box.size();
    if (begin > content || content > place) return std::nullopt;
    return make_field(body.substr(content, place - content), line);
}

}  // namespace assay::indexer
