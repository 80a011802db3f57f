// Numbers as text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::cli {

/// Returns "1 note", "2 notes".
std::string plural(std::size_t count, std::string_view noun);

/// Returns "12.3 MiB".
std::string with_unit(std::uintmax_t bytes);

/// Returns "5 minutes ago", in the largest unit that is not 0; "now" for less than a minute, and
/// for times in the future.
std::string age_in_words(std::int64_t seconds);

}  // namespace assay::cli
