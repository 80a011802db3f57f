// How a command that reads an index begins.
#pragma once

#include <iosfwd>
#include <string>

#include "cli/options/options.h"
#include "cli/session/note_name.h"
#include "cli/session/session.h"

namespace assay::cli {

/// Refreshes the index unless --no-refresh, and says on `err` what the answer will not show.
void refresh(Session& session, const SharedOptions& options, std::ostream& err);

/// The session of the corpus that `options` choose, refreshed. Throws Failure as choose_corpus()
/// and refresh().
Session fresh_session(const SharedOptions& options, std::ostream& err);

struct ChosenNote {
    Session session;
    NoteName name;
};

/// The note that NOTE `given` names, and the session of its corpus, refreshed. Throws Failure as
/// NoteArgument and refresh().
ChosenNote choose_note(const std::string& given, const SharedOptions& options, std::ostream& err);

}  // namespace assay::cli
