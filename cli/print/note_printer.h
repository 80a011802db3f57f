// Prints a note as plain text to read.
#pragma once

#include <iosfwd>

#include "cli/terminal/less_start.h"
#include "cli/terminal/terminal.h"
#include "query/note_lookup.h"

namespace assay::cli {

/// Prints the text, with '#' before headings and '|' between the cells of a table. On a terminal,
/// title, date, path and tags come first, and lines are wrapped at style.width; otherwise lines are
/// not wrapped. Adds every printed line to `start`.
void print_note(std::ostream& out, const query::NoteText& note, const TextStyle& style,
                LessStart& start);

}  // namespace assay::cli
