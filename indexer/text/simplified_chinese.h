// Turns traditional Chinese characters into simplified ones, so that each form finds the other.
#pragma once

namespace assay::unicode {

/// Returns the simplified form of a character, or the character itself if it has none. Looks at
/// single characters: 發 and 髮 both become 发. Treats Japanese characters as Chinese.
char32_t to_simplified(char32_t value);

}  // namespace assay::unicode
