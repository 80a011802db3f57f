#include "cli/terminal/shell_words.h"

#include <algorithm>

#include "indexer/text/shell_quoted.h"

namespace assay::cli {
namespace {

bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != characters.npos;
}

}  // namespace

ShellLine read_shell_line(std::string_view text) {
    ShellLine line;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (line.quote == '\0' && (c == ' ' || c == '\t' || c == '\n')) {
            line.after_blank = true;
            continue;
        }
        if (line.after_blank) {
            line.words.emplace_back();
            line.taken = 0;
        }
        line.after_blank = false;
        std::string& word = line.words.back();
        if (line.quote != '\0' && c == line.quote) {
            line.quote = '\0';
        } else if (line.quote == '\0' && (c == '\'' || c == '"')) {
            line.quote = c;
            line.taken = word.size();
        } else if (c == '\\' && line.quote != '\'' && at + 1 < text.size() &&
                   (line.quote == '\0' || is_one_of(text[at + 1], "\"\\$`"))) {
            // In double quotes a backslash quotes only these four. Before others it is itself.
            word.push_back(text[++at]);
        } else if (c == '\\' && line.quote == '\0') {
            continue;  // the character that it quotes is not typed yet
        } else {
            word.push_back(c);
            if (line.quote == '\0' && is_one_of(c, ":=@")) line.taken = word.size();
        }
    }
    return line;
}

std::string bash_insertion(std::string_view word, const ShellLine& line) {
    std::string text;
    for (const char c : word.substr(std::min(word.size(), line.taken))) {
        if (line.quote == '\'') {
            text.append(c == '\'' ? "'\\''" : std::string(1, c));
        } else if (line.quote == '"') {
            if (is_one_of(c, "\"\\$`")) text.push_back('\\');
            // '!' means history even in double quotes.
            text.append(c == '!' ? "\"\\!\"" : std::string(1, c));
        } else {
            if (!text::is_plain_in_shell(c)) text.push_back('\\');
            text.push_back(c);
        }
    }
    return text;
}

std::vector<std::string> shell_words(std::string_view text) { return read_shell_line(text).words; }

}  // namespace assay::cli
