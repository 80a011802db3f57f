// Which editor to run, and how it takes a place in a file.
#pragma once

#include <string>
#include <vector>

#include "cli/terminal/note_place.h"

namespace assay::cli {

/// The editor's program and arguments: `configured` (the user's own configuration), else $VISUAL,
/// else $EDITOR, else vi. Only these name a program; no note and no corpus does.
std::vector<std::string> editor_words(const std::string& configured);

/// `editor` opened at `place`, with the arguments that the program of that name takes:
///
/// - vi, ex, joe, mg: +LINE PATH
/// - vim, nvim, gvim, view, …: "+call cursor(LINE,COLUMN)" PATH; +LINE PATH for the first column
/// - emacs, emacsclient, micro, kak, gedit: +LINE:COLUMN PATH
/// - nano, pico: +LINE,COLUMN PATH
/// - code, codium, cursor, windsurf, …: -g PATH:LINE:COLUMN
/// - hx, helix, zed, zeditor, subl: PATH:LINE:COLUMN
/// - kate: -l LINE -c COLUMN PATH
/// - a command with {path} in its words: those words, with {path}, {line}, {column},
///   {utf16_column} and {byte_column} filled in
/// - any other: PATH
///
/// COLUMN counts bytes for Vim, UTF-16 units for VS Code and its relatives, else code points. PATH
/// is absolute, so that no editor takes a name for an option.
std::vector<std::string> editor_command(std::vector<std::string> editor, const NotePlace& place);

}  // namespace assay::cli
