#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/options/shell_path.h"
#include "cli/print/json_printer.h"
#include "cli/print/tag_tree.h"
#include "cli/print/text_printer.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/terminal.h"
#include "query/searcher.h"

namespace assay::cli {

int run_command(const TagsOptions& options, std::ostream& out, std::ostream& err) {
    Session session = fresh_session(options, err);
    query::SearchRequest request = session.configured(options.request);
    request.paths = places_in_corpus(session.root(), request.paths);
    request.facets = {"tag"};
    Result<query::SearchResult> answer = query::Searcher(session.index()).search(request);
    if (!answer) throw Failure(answer.error());
    std::vector<query::FacetCount>& tags = answer->facets.front().counts;
    const TextStyle style = detect_style(options.color);
    const bool as_tree = !options.json && style.terminal;
    if (options.depth) collapse_tags(tags, *options.depth);
    if (options.order || as_tree) sort_tags(tags, options.order.value_or(TagOrder::name), as_tree);
    if (options.json) {
        print_json_tags(out, tags, session.root().string());
    } else {
        std::ostringstream text, remarks;
        print_tags(text, tags, as_tree);
        print_remarks(remarks, *answer);
        show_paged(out, err, text.str(), remarks.str(), style,
                   {session.config().pager, options.no_pager});
        if (answer->total + answer->total_partial == 0)
            print_nothing_found(err, *answer, options.request);
        else if (tags.empty() && answer->total == answer->notes)
            err << "assay: no note has a tag\n";
    }
    return tags.empty() ? exit_nothing : exit_ok;
}

}  // namespace assay::cli
