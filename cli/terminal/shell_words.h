// Splits the value of $EDITOR and the like into words as a shell does, but expands and runs
// nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay::cli {

/// A shell command line that is still being typed.
struct ShellLine {
    std::vector<std::string> words;
    bool after_blank = true;  // the last word is complete
    char quote = '\0';        // the open quote; 0 = none
    // Bytes of the last word before the part that bash completes, which begins after an open quote
    // or an unquoted : = @.
    std::size_t taken = 0;
};
ShellLine read_shell_line(std::string_view text);

/// Returns the part of `word` that bash must insert at the end of `line`, quoted for bash.
std::string bash_insertion(std::string_view word, const ShellLine& line);

/// Returns the words, which blanks separate. '…', "…" and \x quote. An open quote ends with the
/// text.
std::vector<std::string> shell_words(std::string_view text);

}  // namespace assay::cli
