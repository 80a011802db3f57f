#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/commands/hit_list.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "query/note_links.h"

namespace assay::cli {

int run_command(const MentionsOptions& options, std::ostream& out, std::ostream& err) {
    auto [session, name] = choose_note(options.note, options, err);
    query::SearchResult found =
        query::mentions(session.index(), name.path, session.configured(options.request));
    print_hits(out, err, found, {options, options, options.limit_given},
               {session.root().string(), "mentions", name.path}, session);
    if (found.total == 0 && !options.json)
        err << "assay: no other note names " << printable(name.path) << '\n';
    return found.total > 0 ? exit_ok : exit_nothing;
}

}  // namespace assay::cli
