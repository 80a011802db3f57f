#include "query/language/regular_expression.h"

#include <algorithm>
#include <array>

#include "indexer/text/shell_quoted.h"

namespace assay::query {
namespace {

bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != characters.npos;
}
bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// [a-z], [^"], [0-9]+
bool has_class(std::string_view text) {
    const std::size_t open = text.find('['),
                      close = text.find(']', open == text.npos ? text.size() : open + 1);
    if (close == text.npos) return false;
    const std::string_view inside = text.substr(open + 1, close - open - 1);
    const bool has_range = inside.size() > 2 && inside.find('-', 1) < inside.size() - 1;
    return has_range || inside.starts_with('^') ||
           (close + 1 < text.size() && is_one_of(text[close + 1], "+*?{"));
}

bool has_sign(std::string_view text) {
    constexpr std::array<std::string_view, 6> signs{".*", ".+", ".?", "(?:", ")+", ")*"};
    if (std::any_of(signs.begin(), signs.end(),
                    [&](std::string_view sign) { return text.find(sign) != text.npos; }))
        return true;
    for (std::size_t at = 0; at + 1 < text.size(); ++at)
        if (text[at] == '\\' && is_one_of(text[++at], "dDwWsSbB.*+?")) return true;
    const std::size_t bar = text.find('|');
    const bool has_choice =
        bar != text.npos && text.rfind('(', bar) != text.npos && text.find(')', bar) != text.npos;
    return has_choice || has_class(text) || text.starts_with('^') ||
           (text.size() > 1 && text.ends_with('$'));
}

}  // namespace

std::optional<RegularExpression> expression_between_slashes(std::string_view text) {
    if (!text.starts_with('/')) return std::nullopt;
    std::size_t end = 1;
    for (; end < text.size() && text[end] != '/'; ++end) {
        if (is_one_of(text[end], " \t\n\r")) return std::nullopt;  // not certain: /etc and .*rc/
        if (text[end] == '\\') ++end;
    }
    if (end >= text.size()) return std::nullopt;
    const std::size_t after = std::min(text.find_first_not_of("gimsux", end + 1), text.size());
    if (after < text.size() && !is_one_of(text[after], " \t\n\r)"))
        return std::nullopt;  // a path continues
    const std::string_view inside = text.substr(1, end - 1);
    if (inside.find('"') != inside.npos || !has_sign(inside)) return std::nullopt;
    return RegularExpression{inside, text.substr(end, after - end).find('i') != text.npos};
}

bool looks_like_expression(std::string_view word) {
    for (std::size_t at = word.find('.'); at != word.npos; at = word.find('.', at + 1))
        if (at > 0 && at + 2 < word.size() && is_one_of(word[at + 1], "*+") &&
            is_alphanumeric(word[at - 1]) && is_alphanumeric(word[at + 2]))
            return true;
    return false;
}

std::string ripgrep_command(const RegularExpression& expression) {
    return std::string("rg ") + (expression.any_case ? "-i " : "") + "-e " +
           text::shell_quoted(expression.text) + " DIR";
}

}  // namespace assay::query
