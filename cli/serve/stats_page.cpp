#include "cli/serve/stats_page.h"

#include <algorithm>
#include <map>

#include "cli/print/tag_tree.h"
#include "cli/serve/page_frame.h"
#include "cli/serve/request_parameters.h"
#include "cli/serve/timeline.h"
#include "query/calendar.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

/// Writes a list of values with bars, which is its own table.
void write_bars(Html& html, std::string_view id, std::string_view title,
                const std::vector<query::FacetCount>& counts, std::string_view parameter) {
    if (counts.empty()) return;
    std::size_t most = 1;
    for (const query::FacetCount& each : counts) most = std::max(most, each.count);
    html.raw("<section aria-labelledby=\"")
        .raw(id)
        .raw("\"><h2 id=\"")
        .raw(id)
        .raw("\">")
        .raw(title)
        .raw("</h2><table class=\"bars\"><tbody>");
    for (const query::FacetCount& each : counts) {
        html.raw("<tr><th scope=\"row\">");
        write_link(html,
                   parameter == "q" ? written_address("/", {{"q", "lang:" + each.value}})
                                    : written_address("/", {{std::string(parameter), each.value}}),
                   each.value);
        html.raw("</th><td>")
            .number(each.count)
            .raw(
                "</td><td class=\"bar\"><svg aria-hidden=\"true\" viewBox=\"0 0 100 10\" "
                "preserveAspectRatio=\"none\"><rect class=\"column\" height=\"10\"")
            .attribute("width", std::to_string(100 * each.count / most))
            .raw("/></svg></td></tr>");
    }
    html.raw("</tbody></table></section>");
}

std::vector<query::FacetCount> by_month(const std::vector<query::WrittenDay>& days, bool words) {
    std::map<std::string, std::size_t> months;
    for (const query::WrittenDay& day : days)
        months[day.day.substr(0, 7)] += words ? day.words : day.notes;
    std::vector<query::FacetCount> counts;
    for (const auto& [month, count] : months) counts.push_back({month, count});
    return counts;
}

}  // namespace

HttpResponse stats_page(SessionPool& pool, const WebAddress& address) {
    refuse_unknown(address, {});
    const SessionPool::Loan session = pool.borrow();
    query::Searcher searcher(session->index());
    const query::IndexStats stats = searcher.stats();
    query::SearchRequest request;
    request.limit = 10;
    request.passages = 0;
    request.sort = query::SortBy::words;
    request.facets = {"tag", "folder", "lang"};
    const Result<query::SearchResult> all =
        searcher.search(session->configured(std::move(request)));
    if (!all) throw Failure(all.error());
    Html html;
    html.raw("<div class=\"stats\"><h1>Statistics</h1><dl>");
    const auto number = [&](std::string_view name, const std::string& value) {
        html.raw("<div><dt>").raw(name).raw("</dt><dd>").text(value).raw("</dd></div>");
    };
    number("Notes", std::to_string(stats.notes));
    number("Words", std::to_string(stats.words));
    number("Different words", std::to_string(stats.terms));
    number("Tags", std::to_string(stats.tags));
    number("Sections", std::to_string(stats.passages));
    number("Last change", stats.updated);
    html.raw("</dl>");
    const std::vector<query::WrittenDay> days = query::written_days(session->index());
    const auto at = [](const std::string& time) { return written_address("/", {{"year", time}}); };
    write_timeline(html, {"Notes over time", "note", "notes", by_month(days, false), at});
    write_timeline(html, {"Words over time", "word", "words", by_month(days, true), at});
    html.raw("<section aria-labelledby=\"longest\"><h2 id=\"longest\">Longest</h2><table><tbody>");
    for (const query::Hit& hit : all->hits) {
        html.raw("<tr><th scope=\"row\">");
        write_link(html, escaped_path("/note/" + hit.path),
                   hit.title.empty() ? hit.path : hit.title);
        html.raw("</th><td>").number(hit.words).raw("</td></tr>");
    }
    html.raw("</tbody></table></section>");
    write_bars(html, "tags", "Tags", all->facets[0].counts, "tag");
    write_bars(html, "folders", "Folders", all->facets[1].counts, "in");
    write_bars(html, "languages", "Languages", all->facets[2].counts, "q");
    html.raw("</div>");
    return framed({"Statistics", "", {}, pool.problem(), "stats"}, html.take());
}

}  // namespace assay::cli
