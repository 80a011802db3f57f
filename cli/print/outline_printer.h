// The headings of a note, with their lines.
#pragma once

#include <iosfwd>

#include "cli/terminal/terminal.h"
#include "query/note_lookup.h"

namespace assay {

/// "LINE<TAB>## Heading" a line; on a terminal line, heading and anchor in columns, indented by
/// level, no line wider than style.width.
void print_outline(std::ostream& out, const NoteText& note, const TextStyle& style);

}  // namespace assay
