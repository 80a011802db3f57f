// Recognises regular expressions, which the query language does not have, in the text of a query.
// Internal to query/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::query {

struct RegularExpression {
    std::string_view text;
    bool any_case = false;
};

/// Returns the regular expression at the beginning of `text`: between slashes, without blanks, and
/// with characters that only regular expressions have. /x.*/ and /^a[0-9]+$/i are found; the path
/// /usr/bin/ is not.
std::optional<RegularExpression> expression_between_slashes(std::string_view text);

/// True for a word with .* or .+ between letters.
bool looks_like_expression(std::string_view word);

/// Returns a command for a shell: "rg -e 'x.*' DIR".
std::string ripgrep_command(const RegularExpression& expression);

}  // namespace assay::query
