// Chooses a note in the terminal: a query line, the hits of what is typed so far, and the text of
// the chosen one.
#pragma once

#include <optional>
#include <string>

#include "cli/pick/screen.h"
#include "cli/session/session.h"
#include "cli/terminal/note_place.h"

namespace assay::cli {

/// True when the loop is to end: a signal asks for that.
using IsEnding = bool (*)();

/// Draws on `screen` until a note is chosen; returns its place. nullopt if the user leaves without
/// one, or `is_ending` becomes true. Begins with `query`. Throws Failure(index).
std::optional<NotePlace> pick_note(Session& session, Screen& screen, const std::string& query,
                                   IsEnding is_ending);

}  // namespace assay::cli
