// Which lines of a file to show: the FROM:TO of --lines, or those of a note or section.
#pragma once

#include <string>

#include "cli/print/source_lines.h"
#include "query/note_lookup.h"

namespace assay::cli {

/// The lines that `given` names of the `count` lines of the file at `path`: "10:40", "10:", ":40"
/// or "10". Lines after the end of the file are left out. Throws Failure: usage if it is not a
/// range, missing if it begins after the end of the file.
SourcePart line_range(const std::string& given, std::uint32_t count, const std::string& path);

/// The lines of the file that `note` was read from: all, or for a `section` its own, without blank
/// lines at the end.
SourcePart note_part(const query::NoteText& note, const SourceLines& source, bool section);

}  // namespace assay::cli
