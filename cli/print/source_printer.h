// A note as it was written.
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

namespace assay {

/// Lines above those of the file, on a terminal.
inline constexpr std::size_t source_head_lines = 2;

/// The lines of `part` as they stand in the file, but for controls and invisible characters; a line
/// is as long as it is. In colour the front matter, up to before `body_line`, is faint, headings
/// are bold, and words marked. On a terminal the note's path stands above. Tells `start` each line
/// printed.
void print_source(std::ostream& out, const NoteText& note, const SourceLines& source,
                  SourcePart part, std::uint32_t body_line, const std::vector<SourceMark>& marks,
                  const TextStyle& style, LessStart& start);

}  // namespace assay
