// The signs of the query language in and around a word: * ? ~. Internal to query/.
#pragma once

#include <cstddef>
#include <string_view>

namespace assay {

/// "why?" is a question, and brackets around a word are none of it.
std::string_view without_signs_around(std::string_view written);

/// Letters and digits with * or ? among them. A star at the end alone is a prefix; https://x/a?b=c
/// is no pattern.
bool is_pattern(std::string_view written);

/// Where "~", "~1" at the end of a word begins; npos for none.
std::size_t fuzzy_sign(std::string_view written);

}  // namespace assay
