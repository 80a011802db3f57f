// Prints a note as it was written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <vector>

#include "cli/print/source_lines.h"
#include "cli/print/source_marks.h"
#include "cli/terminal/less_start.h"
#include "cli/terminal/terminal.h"
#include "query/note_lookup.h"

namespace assay::cli {

/// Lines that are printed above those of the file, on a terminal.
inline constexpr std::size_t source_head_lines = 2;

/// Prints the lines of `part` as they are in the file, without control and invisible characters and
/// without wrapping. In colour, the front matter (the lines before `body_line`) is faint, headings
/// are bold, and marked words are painted. On a terminal, the path of the note comes first. Adds
/// every printed line to `start`.
void print_source(std::ostream& out, const query::NoteText& note, const SourceLines& source,
                  SourcePart part, std::uint32_t body_line, const std::vector<SourceMark>& marks,
                  const TextStyle& style, LessStart& start);

}  // namespace assay::cli
