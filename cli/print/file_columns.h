// A column of a file in the units of editors.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/schema/note_record.h"

namespace assay {

/// The place of code point `column` (1-based) in line `line` of the file with the content `bytes`;
/// behind the end of the line in all units as far as in code points.
Place place_in_file(std::string_view bytes, std::uint32_t line, std::uint32_t column);

}  // namespace assay
