// A note as plain text to read.
#pragma once

#include <iosfwd>

#include "cli/terminal/less_start.h"
#include "cli/terminal/terminal.h"
#include "query/note_lookup.h"

namespace assay {

/// The text, '#' before headings, '|' between the cells of a table. On a terminal below the note's
/// title, date, path and tags, wrapped, no line wider than style.width; else a line each, as long
/// as it is. Tells `start` each line printed.
void print_note(std::ostream& out, const NoteText& note, const TextStyle& style, LessStart& start);

}  // namespace assay
