// The characters * ? ~ in and around a word of a query. Internal to query/.
#pragma once

#include <cstddef>
#include <string_view>

namespace assay::query {

/// Returns the word without punctuation around it: the ? of "why?" and brackets do not belong to
/// it.
std::string_view without_signs_around(std::string_view written);

/// True for letters and digits with * or ? among them; not for a prefix, which has only a * at its
/// end, and not for https://x/a?b=c.
bool is_pattern(std::string_view written);

/// Returns where "~" or "~1" at the end of a word begins; npos if there is none.
std::size_t fuzzy_sign(std::string_view written);

}  // namespace assay::query
