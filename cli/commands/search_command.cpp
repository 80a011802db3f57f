#include <filesystem>
#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/commands/fresh_session.h"
#include "cli/options/path_words.h"
#include "cli/options/shell_path.h"
#include "cli/print/hit_template.h"
#include "cli/print/json_printer.h"
#include "cli/print/site_url.h"
#include "cli/print/text_printer.h"
#include "cli/session/facet_choice.h"
#include "cli/session/last_search.h"
#include "cli/session/style.h"
#include "cli/terminal/pager.h"
#include "cli/terminal/shown_path.h"
#include "cli/terminal/terminal.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

bool shows_facets(const SearchOptions& options) {
    if (options.quiet) return false;
    if (options.json) return true;
    if (options.json_lines || options.count_only || options.paths_only || options.line_template)
        return false;
    return detect_style(options.color).terminal;
}

/// Asks only for what the output shows.
query::SearchRequest trimmed_request(const SearchOptions& options, Session& session,
                                     query::Searcher& searcher) {
    const indexer::Config& config = session.config();
    query::SearchRequest request = session.configured(options.request);
    request.paths = places_in_corpus(session.root(), request.paths);
    if (options.count_only || options.quiet) request.limit = 0;
    if (options.paths_only) request.passages = 0;
    if (options.facets) request.facets = chosen_facets(*options.facets, config, searcher);
    else request.facets = options.json ? every_facet(config) : facets_of_screen(config);
    if (!shows_facets(options)) request.facets.clear();
    return request;
}

/// Prints the names as the disk has them. They may have any byte but zero.
void print_null_paths(std::ostream& out, const query::SearchResult& result,
                      const ShownPaths& paths) {
    for (const query::Hit& hit : result.hits) out << paths.shown_bytes(hit.path) << '\0';
}

void print_paths(std::ostream& out, const query::SearchResult& result, const ShownPaths& paths) {
    for (const query::Hit& hit : result.hits) out << printable(paths.shown(hit.path)) << '\n';
}

/// For people and the programs that read lines.
void print_lines(std::ostream& out, std::ostream& err, const query::SearchResult& result,
                 const SearchOptions& options, const std::optional<Template>& form,
                 Session& session) {
    const indexer::Config& config = session.config();
    const TextStyle style = detect_style(options, config.hyperlink, session.root());
    std::ostringstream text, remarks;
    print_remarks(remarks, result);
    if (options.paths_only) print_paths(text, result, style.paths);
    else if (form) print_template(text, result, *form, options.offsets, style);
    else print_text(text, result, style);
    show_paged(out, err, text.str(), remarks.str(), style, {config.pager, options.no_pager});
    if (style.terminal && !options.paths_only && !result.hits.empty())
        remember_search(result, session.corpus());
    if (!style.terminal) print_rest(err, result, options.limit_given);
}

/// Names the command to use if the last words are the folder to look in.
void suggest_place(std::ostream& err, const SearchOptions& options,
                   const std::filesystem::path& root, query::Searcher& searcher) {
    const auto occurs = [&](const std::string& word) {
        query::SearchRequest alone;
        alone.text = word;
        alone.plain = true;
        alone.correct = false;
        alone.limit = 0;
        const Result<query::SearchResult> answer = searcher.search(alone);
        return answer && answer->total > 0;
    };
    if (const std::optional<std::string> meant = meant_place(options, root, occurs))
        err << "  did you mean: " << printable(*meant) << '\n';
}

}  // namespace

int run_command(const SearchOptions& options, std::ostream& out, std::ostream& err) {
    const std::optional<Template> form = hit_template(options.line_template);
    Session session = fresh_session(options, err);
    query::Searcher searcher(session.index());
    Result<query::SearchResult> answer =
        searcher.search(trimmed_request(options, session, searcher));
    if (!answer) throw Failure(answer.error());
    query::SearchResult& result = *answer;
    for (query::Hit& hit : result.hits) set_url(hit, session.config().site_url);
    const std::size_t total = result.total + result.total_partial;
    const bool found = total > 0,
               lines = !options.count_only && !options.zero_separated && !options.json_lines;
    if (options.quiet) return found ? exit_ok : exit_nothing;
    const ShownPaths paths(session.root());
    if (options.json || options.json_lines) paths.set_files(result.hits);
    if (options.json) {
        print_json(out, result, options.request, paths.root(), session.stale_notes(),
                   options.offsets);
        return found ? exit_ok : exit_nothing;
    }
    if (options.json_lines) print_json_lines(out, result, options.offsets);
    else if (options.count_only) out << total << '\n';
    else if (options.zero_separated) print_null_paths(out, result, paths);
    else print_lines(out, err, result, options, form, session);
    if (!lines) print_remarks(err, result);
    if (options.json_lines) print_rest(err, result, options.limit_given);
    if (!found) print_nothing_found(err, result, options.request);
    suggest_place(err, options, session.root(), searcher);
    if (!options.json_lines) print_explanation(err, result, paths);
    return found ? exit_ok : exit_nothing;
}

}  // namespace assay::cli
