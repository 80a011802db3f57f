// How many typing errors lie between two words, and which word was meant.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace assay {

/// Optimal string alignment distance over code points: insertions, deletions, substitutions and
/// swaps of neighbours count one each. Stops early: any value >= `limit` means "at least `limit`".
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The known name in the place of which `typed` may stand by a slip of the keyboard: an error for
/// every three letters. Empty for none.
std::string_view nearest_name(std::string_view typed, std::span<const std::string_view> names);

}  // namespace assay
