// Converts a column of a file to the units of editors.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/schema/note_record.h"

namespace assay::cli {

/// Returns the place of code point `column` in line `line` (both 1-based) of the file with the
/// content `bytes`. Beyond the end of the line, each code point counts as one in every unit.
schema::Place place_in_file(std::string_view bytes, std::uint32_t line, std::uint32_t column);

}  // namespace assay::cli
