#include "cli/commands/hit_list.h"

#include <ostream>
#include <sstream>

#include "cli/print/hit_template.h"
#include "cli/print/json_printer.h"
#include "cli/print/site_url.h"
#include "cli/print/text_printer.h"
#include "cli/session/last_search.h"
#include "cli/session/style.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"

namespace assay::cli {

void print_hits(std::ostream& out, std::ostream& err, query::SearchResult& result,
                const HitList& list, const LinksHead& head, Session& session) {
    const std::optional<Template> form = hit_template(list.forms.line_template);
    const indexer::Config& config = session.config();
    const ShownPaths paths(session.root());
    for (query::Hit& hit : result.hits) set_url(hit, config.site_url);
    if (list.shared.json || list.forms.json_lines) paths.set_files(result.hits);
    if (list.shared.json) return print_json_hits(out, head, result, list.shared.offsets);
    if (list.forms.json_lines) {
        print_json_lines(out, result, list.shared.offsets);
    } else if (list.forms.zero_separated) {
        for (const query::Hit& hit : result.hits) out << paths.shown_bytes(hit.path) << '\0';
    } else {
        const TextStyle style = detect_style(list.shared, config.hyperlink, session.root());
        std::ostringstream text;
        if (list.forms.paths_only)
            for (const query::Hit& hit : result.hits)
                text << printable(style.paths.shown(hit.path)) << '\n';
        else if (form) print_template(text, result, *form, list.shared.offsets, style);
        else print_text(text, result, style);
        show_paged(out, text.str(), style, {config.pager, list.shared.no_pager});
        if (style.terminal && !list.forms.paths_only && !result.hits.empty())
            remember_search(result, session.corpus());
        if (style.terminal) return;
    }
    print_rest(err, result, list.limit_given);
}

}  // namespace assay::cli
