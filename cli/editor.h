// Which editor, and how it is told the line.
#pragma once

#include <string>
#include <vector>

#include "cli/last_search.h"

namespace assay {

/// The editor's program and arguments: `configured` (the user's own configuration), else $VISUAL, else $EDITOR, else vi. Only these name
/// a program; no note and no corpus does.
std::vector<std::string> editor_words(const std::string& configured);

/// `editor` opened at `place`, as the program by that name takes it:
///
///   vi vim gvim nvim ex …                    +LINE PATH
///   emacs emacsclient micro kak              +LINE:COLUMN PATH
///   nano                                     +LINE,COLUMN PATH
///   code codium cursor windsurf …            -g PATH:LINE:COLUMN
///   hx helix zed zeditor subl                PATH:LINE:COLUMN
///   kate                                     -l LINE -c COLUMN PATH
///   one with {path} in its words             those words, with {path}, {line} and {column} filled in
///   any other                                PATH
///
/// PATH is absolute, so that no name is taken for an option.
std::vector<std::string> editor_command(std::vector<std::string> editor, const NotePlace& place);

}  // namespace assay
