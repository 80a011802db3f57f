#include <algorithm>
#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/options/shell_path.h"
#include "cli/print/hit_template.h"
#include "cli/print/json_notes.h"
#include "cli/print/kwic_printer.h"
#include "cli/print/text_printer.h"
#include "cli/session/style.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/terminal.h"
#include "query/concordance.h"

namespace assay::cli {

int run_command(const KwicOptions& options, std::ostream& out, std::ostream& err) {
    const std::optional<Template> form = line_template(options.line_template);
    Session session = fresh_session(options, err);
    const indexer::Config& config = session.config();
    const TextStyle style = detect_style(options, config.hyperlink, session.root());
    // A terminal shows what fits. A pipe gets the same whatever terminal it was run on.
    constexpr std::size_t usual_context = 40;
    const bool screen = style.terminal && !options.json && !form;
    const std::size_t context = options.context > 0 ? options.context
                                : screen            ? style.width
                                                    : usual_context;
    query::SearchRequest request = session.configured(options.request);
    request.paths = places_in_corpus(session.root(), request.paths);
    // JSON has the total, and so has the remark that there are more than are shown.
    const query::ConcordanceRequest wanted{options.order, context, options.most_lines,
                                           options.json || !options.limit_given};
    const Result<query::Concordance> concordance =
        query::make_concordance(session.index(), request, wanted);
    if (!concordance) throw Failure(concordance.error());
    if (options.json) {
        print_json(out, *concordance, options.request, style.paths);
    } else {
        std::ostringstream text, remarks;
        if (form) print_template(text, *concordance, *form, options.offsets, style);
        else print_concordance(text, *concordance, style, context);
        print_remarks(remarks, *concordance);
        if (!options.limit_given && concordance->lines.size() < concordance->total)
            remarks << "assay: " << concordance->lines.size() << " of " << concordance->total
                    << " occurrences, -n all for all\n";
        show_paged(out, err, text.str(), remarks.str(), style, {config.pager, options.no_pager});
    }
    if (concordance->total == 0 && !options.json)
        err << "assay: nothing in the text of any note matches: " << printable(options.request.text)
            << '\n';
    return concordance->total > 0 ? exit_ok : exit_nothing;
}

}  // namespace assay::cli
