#include <ostream>

#include "cli/commands.h"
#include "cli/configured.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/json_printer.h"
#include "cli/refresh.h"
#include "cli/terminal.h"
#include "cli/text_printer.h"
#include "indexer/config.h"
#include "query/searcher.h"

namespace assay {

int tags_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    if (!options.no_refresh) refresh(corpus, err);
    SearchRequest request = configured(options.request, load_config(corpus.root));
    request.facets = {"tag"};
    Result<SearchResult> answer = Searcher(corpus.index).search(request);
    if (!answer) throw Failure(answer.error());
    const std::vector<FacetCount>& tags = answer->facets.front().counts;
    if (options.json) print_json_tags(out, tags);
    else print_tags(out, tags, detect_style(options.color).terminal);
    if (!options.json) {
        print_remarks(err, *answer);
        if (answer->total == 0) print_nothing_found(err, *answer, options.request);
    }
    return tags.empty() ? exit_nothing : exit_ok;
}

}  // namespace assay
