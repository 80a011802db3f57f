#include "indexer/text/shell_quoted.h"

#include <algorithm>
#include <cctype>

#include "indexer/text/unicode.h"

namespace assay::text {
namespace {

/// False for a word with a character that must not reach a terminal, or with invalid UTF-8: printed
/// as it is, it would be a different word.
bool is_printable(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
        const unicode::CodePoint point = unicode::decode(word, at);
        if (unicode::is_invisible(point.value) || unicode::is_line_space(point.value)) return false;
        if (point.value == 0xFFFD && point.size == 1) return false;
        at += point.size;
    }
    return true;
}

/// Returns the $'…' form of bash, zsh and ksh, which is all printable. It contains no quote, and a
/// backslash only before the three digits of a byte. So a shell that does not know the form reads a
/// different word, but runs nothing.
std::string with_numbers(std::string_view word) {
    std::string quoted = "$'";
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7F && c != '\'' && c != '\\') {
            quoted.push_back(c);
            continue;
        }
        quoted.push_back('\\');
        for (const unsigned shift : {6U, 3U, 0U})
            quoted.push_back(static_cast<char>('0' + ((byte >> shift) & 7U)));
    }
    return quoted + "'";
}

}  // namespace

bool is_plain_in_shell(char c) {
    constexpr std::string_view signs = "/._-+,%";
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || byte >= 0x80 || signs.find(c) != signs.npos;
}

std::string shell_quoted(std::string_view word) {
    constexpr std::string_view signs = ":=@";  // these separate words only in bash's completion
    if (!is_printable(word)) return with_numbers(word);
    const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [&](char c) {
        return is_plain_in_shell(c) || signs.find(c) != signs.npos;
    });
    if (plain) return std::string(word);
    std::string quoted = "'";
    for (const char c : word) {
        if (c == '\'') quoted += "'\\''";
        else if (c == '\\')
            quoted += "'\\\\'";  // between the quotes, fish would read it as an escape
        else quoted.push_back(c);
    }
    return quoted + "'";
}

}  // namespace assay::text
