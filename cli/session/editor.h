// Which editor, and how it is told the line.
#pragma once

#include <string>
#include <vector>

#include "cli/terminal/note_place.h"

namespace assay {

/// The editor's program and arguments: `configured` (the user's own configuration), else $VISUAL,
/// else $EDITOR, else vi. Only these name a program; no note and no corpus does.
std::vector<std::string> editor_words(const std::string& configured);

/// `editor` opened at `place`, as the program by that name takes it:
///
///   vi ex joe mg                             +LINE PATH
///   vim gvim nvim view …                     "+call cursor(LINE,COLUMN)" PATH; at the first column
///   as vi emacs emacsclient micro kak              +LINE:COLUMN PATH nano +LINE,COLUMN PATH code
///   codium cursor windsurf …            -g PATH:LINE:COLUMN hx helix zed zeditor subl
///   PATH:LINE:COLUMN kate                                     -l LINE -c COLUMN PATH one with
///   {path} in its words             those words, with {path}, {line}, {column}, {utf16_column} and
///   {byte_column} filled in any other                                PATH
///
/// COLUMN counts bytes for Vim, UTF-16 for VS Code and its kin, else code points. PATH is absolute,
/// so that no name is taken for an option.
std::vector<std::string> editor_command(std::vector<std::string> editor, const NotePlace& place);

}  // namespace assay
