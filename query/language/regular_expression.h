// What is surely meant as a regular expression, which the query language does not have. Internal to
// query/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

struct RegularExpression {
    std::string_view text;
    bool any_case = false;
};

/// The one that `text` begins with: between slashes, without a blank, with a sign in it that nobody
/// writes otherwise. /x.*/ and /^a[0-9]+$/i are some, the path /usr/bin/ is none.
std::optional<RegularExpression> expression_between_slashes(std::string_view text);

/// True for letters with .* or .+ between them.
bool looks_like_expression(std::string_view word);

/// "rg -e 'x.*' DIR", ready for a shell.
std::string ripgrep_command(const RegularExpression& expression);

}  // namespace assay
