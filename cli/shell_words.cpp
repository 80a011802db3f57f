#include "cli/shell_words.h"

#include <algorithm>
#include <cctype>

namespace assay {

std::vector<std::string> shell_words(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    char quote = '\0';
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (quote == '\0' && (c == ' ' || c == '\t' || c == '\n')) {
            inside = false;
            continue;
        }
        if (!inside) words.emplace_back();
        inside = true;
        if (c == quote) quote = '\0';
        else if (quote == '\0' && (c == '\'' || c == '"')) quote = c;
        // Between double quotes a backslash stands for itself, but before what it may protect.
        else if (c == '\\' && quote != '\'' && at + 1 < text.size() && (quote == '\0' || std::string_view("\"\\$`").find(text[at + 1]) != std::string_view::npos)) words.back().push_back(text[++at]);
        else words.back().push_back(c);
    }
    return words;
}

std::string shell_quoted(std::string_view word) {
    const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view("/._-+=:,@%").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
    });
    if (plain) return std::string(word);
    std::string quoted = "'";
    for (const char c : word) quoted.append(c == '\'' ? "'\\''" : std::string(1, c));
    return quoted + "'";
}

}  // namespace assay
