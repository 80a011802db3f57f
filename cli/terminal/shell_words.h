// The value of $EDITOR and its like -> words, as a shell parts them, but nothing is expanded or
// run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// A line of a shell that somebody is still typing.
struct ShellLine {
    std::vector<std::string> words;
    bool after_blank = true;  // the last word is over
    char quote = '\0';        // that is open; 0 = none
    std::size_t taken = 0;  // bytes of the last word before the part that bash completes: behind an
                            // open quote, or a bare : = @
};
ShellLine read_shell_line(std::string_view text);

/// What of `word` bash has to insert at the end of that line, protected from it.
std::string bash_insertion(std::string_view word, const ShellLine& line);

/// Blanks part words; '…', "…" and \x keep them together. An open quote ends with the text.
std::vector<std::string> shell_words(std::string_view text);

}  // namespace assay
