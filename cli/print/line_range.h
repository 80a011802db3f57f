// FROM:TO, as --lines takes it.
#pragma once

#include <string>

#include "cli/print/source_lines.h"

namespace assay {

/// "10:40", "10:", ":40" or "10" of the `count` lines of the file at `path`; lines behind its end
/// are left out. Throws Failure: usage for what is no range, missing when the file ends before it
/// begins.
SourcePart line_range(const std::string& typed, std::uint32_t count, const std::string& path);

}  // namespace assay
