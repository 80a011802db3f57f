// The value of $EDITOR and its like -> words, as a shell parts them, but nothing is expanded or run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// Blanks part words; '…', "…" and \x keep them together. An open quote ends with the text.
std::vector<std::string> shell_words(std::string_view text);

/// `word` as a shell reads it back: in single quotes where it holds anything but plain characters.
std::string shell_quoted(std::string_view word);

}  // namespace assay
