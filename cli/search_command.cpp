#include <ostream>

#include "cli/commands.h"
#include "cli/configured.h"
#include "cli/corpus_choice.h"
#include "cli/exit_code.h"
#include "cli/facet_choice.h"
#include "cli/json_printer.h"
#include "cli/last_search.h"
#include "cli/refresh.h"
#include "cli/site_url.h"
#include "cli/terminal.h"
#include "cli/text_printer.h"
#include "indexer/config.h"
#include "query/searcher.h"

namespace assay {
namespace {

bool shows_facets(const Options& options) {
    if (options.quiet) return false;
    if (options.json) return true;
    if (options.json_lines || options.count_only || options.paths_only) return false;
    return detect_style(options.color).terminal;
}

/// Only what the output shows is worked out.
SearchRequest trimmed_request(const Options& options, const Config& config, Searcher& searcher) {
    SearchRequest request = configured(options.request, config);
    if (options.count_only || options.quiet) request.limit = 0;
    if (options.paths_only) request.passages = 0;
    if (options.facets) request.facets = chosen_facets(*options.facets, config, searcher);
    else request.facets = options.json ? every_facet(config) : facets_of_screen(config);
    if (!shows_facets(options)) request.facets.clear();
    return request;
}

void print_paths(std::ostream& out, const SearchResult& result, char end) {
    for (const Hit& hit : result.hits) out << (end == '\0' ? hit.path : printable(hit.path)) << end;
}

}  // namespace

int search_command(const Options& options, std::ostream& out, std::ostream& err) {
    const CorpusChoice corpus = choose_corpus(options);
    const Config config = load_config(corpus.root);
    const std::size_t stale = options.no_refresh ? 0 : refresh(corpus, err);
    Searcher searcher(corpus.index);
    Result<SearchResult> answer = searcher.search(trimmed_request(options, config, searcher));
    if (!answer) throw Failure(answer.error());
    SearchResult& result = *answer;
    for (Hit& hit : result.hits) set_url(hit, config.site_url);
    const bool found = result.total > 0;
    if (options.quiet) return found ? exit_ok : exit_nothing;
    if (options.json) print_json(out, result, options.request, stale, options.offsets);
    else if (options.json_lines) print_json_lines(out, result, options.offsets);
    else if (options.count_only) out << result.total << '\n';
    else if (options.paths_only) print_paths(out, result, options.zero_separated ? '\0' : '\n');
    else {
        const TextStyle style = detect_style(options, config.hyperlink, corpus.root);
        print_text(out, result, style);
        if (style.terminal && found) remember_search(result, corpus.root);
    }
    if (!options.json) {
        print_remarks(err, result);
        if (!found) print_nothing_found(err, result, options.request);
        if (!options.json_lines) print_explanation(err, result);
    }
    return found ? exit_ok : exit_nothing;
}

}  // namespace assay
