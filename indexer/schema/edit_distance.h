// How many typing errors lie between two words.
#pragma once

#include <cstddef>
#include <string_view>

namespace assay {

/// Optimal string alignment distance over code points: insertions, deletions, substitutions and swaps of neighbours count one each.
/// Stops early: any value >= `limit` means "at least `limit`".
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace assay
