#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/print/json_printer.h"
#include "cli/print/text_printer.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/terminal.h"
#include "query/searcher.h"

namespace assay::cli {

int run_command(const StatsOptions& options, std::ostream& out, std::ostream& err) {
    Session session = fresh_session(options, err);
    const query::IndexStats stats = query::Searcher(session.index()).stats();
    if (options.json) {
        print_json(out, stats, session.root().string());
        return exit_ok;
    }
    std::ostringstream text;
    print_text(text, stats, session.root(), session.corpus().index);
    show_paged(out, text.str(), detect_style(options.color),
               {session.user_config().pager, options.no_pager});
    return exit_ok;
}

}  // namespace assay::cli
