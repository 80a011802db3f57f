#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/options/typed_path.h"
#include "cli/print/json_printer.h"
#include "cli/print/tag_tree.h"
#include "cli/print/text_printer.h"
#include "cli/session/configured.h"
#include "cli/session/corpus_choice.h"
#include "cli/session/refresh.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/terminal.h"
#include "indexer/config.h"
#include "query/searcher.h"

namespace assay {

int tags_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    if (!options.no_refresh) refresh(corpus, err);
    const Config config = load_config(corpus.root);
    SearchRequest request = configured(options.request, config);
    request.paths = places_in_corpus(corpus.root, request.paths);
    request.facets = {"tag"};
    Result<SearchResult> answer = Searcher(corpus.index).search(request);
    if (!answer) throw Failure(answer.error());
    std::vector<FacetCount>& tags = answer->facets.front().counts;
    const TextStyle style = detect_style(options.color);
    const bool as_tree = !options.json && style.terminal;
    if (options.depth) collapse_tags(tags, *options.depth);
    if (options.tag_order || as_tree)
        sort_tags(tags, options.tag_order.value_or(TagOrder::name), as_tree);
    if (options.json) {
        print_json_tags(out, tags, corpus.root.string());
    } else {
        std::ostringstream text, remarks;
        print_tags(text, tags, as_tree);
        print_remarks(remarks, *answer);
        show_paged(out, err, text.str(), remarks.str(), style, {config.pager, options.no_pager});
        if (answer->total + answer->total_partial == 0)
            print_nothing_found(err, *answer, options.request);
        else if (tags.empty() && answer->total == answer->notes)
            err << "assay: no note has a tag\n";
    }
    return tags.empty() ? exit_nothing : exit_ok;
}

}  // namespace assay
