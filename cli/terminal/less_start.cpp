#include "cli/terminal/less_start.h"

namespace assay::cli {
namespace {

constexpr std::size_t most_bytes = 1'500;  // less accepts 2,048 on its command line

/// less may be built with the regular expressions of the C library or of PCRE, and run in any
/// locale: \b is reliable only beside ASCII characters.
bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
bool is_ascii_gap(std::string_view line, std::size_t at) {
    return at >= line.size() ||
           (static_cast<unsigned char>(line[at]) < 0x80 && !is_ascii_word(line[at]));
}

std::string escaped(std::string_view word) {
    std::string pattern;
    for (const char c : word) {
        if (c == '\t') pattern += '.';  // less would complete a name
        else if (c == '\\' || c == '^') pattern.append("\\").push_back(c);
        else if (std::string_view("$.[]|()*+?{}!@").find(c) != std::string_view::npos && c != ']')
            pattern.append("[").append(1, c).append("]");
        else pattern += c;
    }
    return pattern;
}

}  // namespace

void LessStart::add_line(std::string_view line, const std::vector<query::TextRange>& found) {
    ++lines_;
    for (const query::TextRange& range : found) {
        if (range.begin >= range.end) continue;
        if (first_line_ == 0 && lines_ >= wanted_line_) first_line_ = lines_;
        const std::string word(line.substr(range.begin, range.end - range.begin));
        const bool before = is_ascii_word(word.front()) &&
                            (range.begin == 0 || is_ascii_gap(line, range.begin - 1));
        const bool after = is_ascii_word(word.back()) && is_ascii_gap(line, range.end);
        const auto [entry, is_new] = bounds_.try_emplace(word);
        if (is_new) words_.push_back(word);
        entry->second.before = entry->second.before && before;
        entry->second.after = entry->second.after && after;
    }
}

std::string LessStart::argument() const {
    std::string argument = "+";
    const std::size_t line = first_line_ > 0 ? first_line_ : wanted_line_;
    if (line > 0) argument += std::to_string(line) + "g";
    if (first_line_ == 0) return line > 0 ? argument : std::string();
    bool first = true;
    for (const std::string& word : words_) {
        const Bounds& bounds = bounds_.find(word)->second;
        const std::string pattern =
            (bounds.before ? "\\b" : "") + escaped(word) + (bounds.after ? "\\b" : "");
        if (!first && argument.size() + 1 + pattern.size() > most_bytes) break;
        argument.append(first ? "/" : "|").append(pattern);
        first = false;
    }
    return argument;
}

}  // namespace assay::cli
