#include "cli/commands/fresh_session.h"

#include <utility>

#include "cli/print/freshness_printer.h"

namespace assay::cli {

void refresh(Session& session, const SharedOptions& options, std::ostream& err) {
    if (options.no_refresh) return;
    print_freshness(err, session.refresh(), session.root(), session.corpus().index);
}

Session fresh_session(const SharedOptions& options, std::ostream& err) {
    Session session(choose_corpus(options));
    refresh(session, options, err);
    return session;
}

ChosenNote choose_note(const std::string& given, const SharedOptions& options, std::ostream& err) {
    const NoteArgument note(given);
    Session session(note.choose_corpus(options));
    refresh(session, options, err);
    NoteName name = note.resolve(session);
    return {std::move(session), std::move(name)};
}

}  // namespace assay::cli
