// Traditional Chinese characters -> simplified ones, so that each finds the other.
#pragma once

namespace assay::unicode {

/// The simplified form of a character, the character itself where it has no other. Of a simplified
/// form, itself. Characters alone are looked at: 發 and 髮 are both 发. Japanese ones are taken for
/// Chinese.
char32_t to_simplified(char32_t value);

}  // namespace assay::unicode
