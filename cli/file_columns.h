// A column of a file in the units of editors.
#pragma once

#include <cstdint>
#include <filesystem>

#include "indexer/schema/note_record.h"

namespace assay {

/// The place of code point `column` (1-based) in line `line` of the file as it is on the disk now; behind the end of the line in all units
/// as far as in code points.
Place place_in_file(const std::filesystem::path& file, std::uint32_t line, std::uint32_t column);

}  // namespace assay
