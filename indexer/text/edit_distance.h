// The number of typing errors between two words, and the nearest of several names.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace assay::text {

/// Returns the optimal string alignment distance over code points: insertions, deletions,
/// substitutions and swaps of neighbours count one each. Stops early: any result >= `limit` means
/// "at least `limit`".
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Returns the name that was probably meant by `given`, with at most one error for every three
/// letters. Empty if there is none.
std::string_view nearest_name(std::string_view given, std::span<const std::string_view> names);

}  // namespace assay::text
