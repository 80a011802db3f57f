// Prints the headings of a note with their lines.
#pragma once

#include <iosfwd>

#include "cli/terminal/terminal.h"
#include "query/note_lookup.h"

namespace assay::cli {

/// On a terminal, prints line, heading and anchor in columns, indented by level; no line is wider
/// than style.width. Otherwise a line is "LINE<TAB>## Heading".
void print_outline(std::ostream& out, const query::NoteText& note, const TextStyle& style);

}  // namespace assay::cli
