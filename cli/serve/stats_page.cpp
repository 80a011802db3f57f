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

struct Bar {
    std::string address, label;
    std::size_t count;
};

void begin_section(Html& html, std::string_view id, std::string_view title) {
    html.raw("<section")
        .attribute("aria-labelledby", id)
        .raw("><h2")
        .attribute("id", id)
        .raw(">")
        .text(title)
        .raw("</h2>");
}

/// Writes values with bars, which is its own table.
void write_bars(Html& html, std::string_view id, std::string_view title,
                const std::vector<Bar>& bars) {
    if (bars.empty()) return;
    std::size_t most = 1;
    for (const Bar& each : bars) most = std::max(most, each.count);
    begin_section(html, id, title);
    html.raw("<table class=\"bars\"><tbody>");
    for (const Bar& each : bars) {
        html.raw("<tr><th scope=\"row\">");
        write_link(html, each.address, each.label);
        html.raw("</th><td>")
            .text(grouped(each.count))
            .raw(
                "</td><td class=\"bar\"><svg aria-hidden=\"true\" viewBox=\"0 0 100 10\" "
                "preserveAspectRatio=\"none\"><rect class=\"column\" height=\"10\"")
            .attribute("width", std::to_string(100 * each.count / most))
            .raw("/></svg></td></tr>");
    }
    html.raw("</tbody></table></section>");
}

std::vector<Bar> bars_of(const std::vector<query::FacetCount>& counts,
                         const std::string& parameter) {
    std::vector<Bar> bars;
    bars.reserve(counts.size());
    for (const query::FacetCount& each : counts)
        bars.push_back({parameter == "q" ? written_address("/", {{"q", "lang:" + each.value}})
                                         : written_address("/", {{parameter, each.value}}),
                        each.value, each.count});
    return bars;
}

Bar note_bar(const query::Hit& hit, std::size_t count) {
    return {escaped_path("/note/" + hit.path), hit.title.empty() ? hit.path : hit.title, count};
}

/// Writes a link to the notes with all of them, if not all are shown.
void write_rest(Html& html, std::size_t shown, std::size_t all, const std::string& query) {
    if (shown == all) return;
    html.raw("<p>");
    write_link(html, written_address("/", {{"q", query}}), "All " + grouped(all));
    html.raw("</p>");
}

void write_links(Html& html, const LinkLists& lists) {
    std::vector<Bar> linked;
    for (const query::Hit& hit : lists.most_linked)
        linked.push_back(note_bar(hit, hit.links_in.value_or(0)));
    write_bars(html, "linked", "Most linked", linked);
    const auto note_link = [&](const std::string& path, const std::string& text) {
        write_link(html, escaped_path("/note/" + path), text);
    };
    if (!lists.orphans.empty()) {
        begin_section(html, "orphans", "Orphans: no other note links to them");
        html.raw("<table><tbody>");
        for (const query::Hit& hit : lists.orphans) {
            html.raw("<tr><th scope=\"row\">");
            note_link(hit.path, hit.title.empty() ? hit.path : hit.title);
            html.raw("</th><td>").text(hit.updated.substr(0, 10)).raw("</td></tr>");
        }
        html.raw("</tbody></table>");
        write_rest(html, lists.orphans.size(), lists.orphan_count, "is:orphan");
        html.raw("</section>");
    }
    if (!lists.broken.empty()) {
        begin_section(html, "broken", "Broken links");
        html.raw(
            "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table of broken "
            "links\">"
            "<table><thead><tr><th scope=\"col\">Note</th><th scope=\"col\">Line</th>"
            "<th scope=\"col\">Link</th><th scope=\"col\">Why</th></tr></thead><tbody>");
        for (const query::ResolvedLink& link : lists.broken) {
            html.raw("<tr><th scope=\"row\">");
            note_link(link.from, link.from);
            html.raw("</th><td>")
                .number(link.link.line)
                .raw("</td><td>")
                .text(link.link.target)
                .raw("</td><td>")
                .text(link.reason);
            if (!link.nearest.empty()) {
                html.raw(". Did you mean ");
                note_link(link.nearest, link.nearest);
                html.raw("?");
            }
            html.raw("</td></tr>");
        }
        html.raw("</tbody></table></div>");
        write_rest(html, lists.broken.size(), lists.broken_count, "has:broken-link");
        html.raw("</section>");
    }
    if (lists.wanted.empty()) return;
    begin_section(html, "wanted", "Wanted: linked, and not written yet");
    html.raw(
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table of wanted notes\">"
        "<table><thead><tr><th scope=\"col\">Note</th><th scope=\"col\">Links</th>"
        "<th scope=\"col\">From</th></tr></thead><tbody>");
    for (const query::WantedNote& wanted : lists.wanted) {
        html.raw("<tr><th scope=\"row\">")
            .text(wanted.target)
            .raw("</th><td>")
            .number(wanted.links)
            .raw("</td><td>");
        constexpr std::size_t most = 5;
        for (std::size_t i = 0; i < std::min(wanted.from.size(), most); ++i) {
            html.raw(i == 0 ? "" : ", ");
            note_link(wanted.from[i], wanted.from[i]);
        }
        html.raw(wanted.from.size() > most ? " …</td></tr>" : "</td></tr>");
    }
    html.raw("</tbody></table></div>");
    write_rest(html, lists.wanted.size(), lists.wanted_count, "has:wanted-link");
    html.raw("</section>");
}

std::vector<query::FacetCount> by_month(const std::vector<query::WrittenDay>& days, bool words) {
    std::map<std::string, std::size_t> months;
    for (const query::WrittenDay& day : days)
        months[day.day.substr(0, 7)] += words ? day.words : day.notes;
    std::vector<query::FacetCount> counts;
    counts.reserve(months.size());
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
    number("Notes", grouped(stats.notes));
    number("Words", grouped(stats.words));
    number("Different words", grouped(stats.terms));
    number("Tags", grouped(stats.tags));
    number("Sections", grouped(stats.passages));
    number("Last change", stats.updated.substr(0, 10));
    html.raw("</dl>");
    const std::vector<query::WrittenDay>& days = session.facts().written_days(*session);
    const auto at = [](const std::string& time) { return written_address("/", {{"year", time}}); };
    write_timeline(html, {"Notes over time", "note", "notes", by_month(days, false), at});
    write_timeline(html, {"Words over time", "word", "words", by_month(days, true), at});
    std::vector<Bar> longest;
    for (const query::Hit& hit : all->hits) longest.push_back(note_bar(hit, hit.words));
    write_bars(html, "longest", "Longest", longest);
    write_bars(html, "tags", "Tags", bars_of(all->facets[0].counts, "tag"));
    write_bars(html, "folders", "Folders", bars_of(all->facets[1].counts, "in"));
    write_bars(html, "languages", "Languages", bars_of(all->facets[2].counts, "q"));
    write_links(html, session.facts().links(*session));
    html.raw("</div>");
    return framed({"Statistics", "", {}, pool.problem(), "stats"}, html.take());
}

}  // namespace assay::cli
