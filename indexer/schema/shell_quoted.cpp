#include "indexer/schema/shell_quoted.h"

#include <algorithm>
#include <cctype>

namespace assay {

bool is_plain_in_shell(char c) {
    constexpr std::string_view signs = "/._-+,%";
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || byte >= 0x80 || signs.find(c) != signs.npos;
}

std::string shell_quoted(std::string_view word) {
    constexpr std::string_view signs = ":=@";  // which part a word only for bash's completion
    const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [&](char c) {
        return is_plain_in_shell(c) || signs.find(c) != signs.npos;
    });
    if (plain) return std::string(word);
    std::string quoted = "'";
    for (const char c : word) quoted.append(c == '\'' ? "'\\''" : std::string(1, c));
    return quoted + "'";
}

}  // namespace assay
