// A word of a command that somebody pastes into a shell.
#pragma once

#include <string>
#include <string_view>

namespace assay {

/// Means itself wherever it stands in a word of a shell.
bool is_plain_in_shell(char c);

/// `word` as a shell reads it back: in single quotes where it holds anything but plain characters.
/// With a character that must not reach a terminal, or bytes that are no UTF-8, as $'…' with their
/// numbers: the result is printable.
std::string shell_quoted(std::string_view word);

}  // namespace assay
