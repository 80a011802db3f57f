// Quotes a word of a command that a user may paste into a shell.
#pragma once

#include <string>
#include <string_view>

namespace assay::text {

/// True for a character that has no special meaning anywhere in a shell word.
bool is_plain_in_shell(char c);

/// Returns `word` quoted so that a shell reads it back: in single quotes if it has characters that
/// are not plain. A word with characters that must not reach a terminal, or with invalid UTF-8,
/// becomes $'…' with numbers for bytes. The result is always printable.
std::string shell_quoted(std::string_view word);

}  // namespace assay::text
