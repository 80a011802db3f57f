// The FROM:TO of --lines.
#pragma once

#include <string>

#include "cli/print/source_lines.h"

namespace assay::cli {

/// The lines that `given` names of the `count` lines of the file at `path`: "10:40", "10:", ":40"
/// or "10". Lines after the end of the file are left out. Throws Failure: usage if it is not a
/// range, missing if it begins after the end of the file.
SourcePart line_range(const std::string& given, std::uint32_t count, const std::string& path);

}  // namespace assay::cli
