#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/print/hit_template.h"
#include "cli/print/json_printer.h"
#include "cli/print/site_url.h"
#include "cli/print/text_printer.h"
#include "cli/session/last_search.h"
#include "cli/session/style.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "query/searcher.h"

namespace assay::cli {

int run_command(const RelatedOptions& options, std::ostream& out, std::ostream& err) {
    const std::optional<Template> form = hit_template(options.line_template);
    auto [session, name] = choose_note(options.note, options, err);
    const std::string& note = name.path;
    const indexer::Config& config = session.config();
    Result<query::SearchResult> answer =
        query::Searcher(session.index()).related(note, session.configured(options.request));
    if (!answer) throw Failure(answer.error());
    for (query::Hit& hit : answer->hits) set_url(hit, config.site_url);
    const bool found = answer->total > 0;
    if (options.json) {
        ShownPaths(session.root()).set_files(answer->hits);
        print_json_related(out, *answer, note, session.root().string(), options.offsets);
    } else {
        const TextStyle style = detect_style(options, config.hyperlink, session.root());
        std::ostringstream text;
        if (form) print_template(text, *answer, *form, options.offsets, style);
        else print_text(text, *answer, style);
        show_paged(out, text.str(), style, {config.pager, options.no_pager});
        if (style.terminal && found) remember_search(*answer, session.corpus());
        if (!found)
            err << "assay: no other note is like " << printable(style.paths.shown(note)) << '\n';
        else if (!style.terminal) print_rest(err, *answer, options.limit_given);
        print_explanation(err, *answer, style.paths);
    }
    return found ? exit_ok : exit_nothing;
}

}  // namespace assay::cli
