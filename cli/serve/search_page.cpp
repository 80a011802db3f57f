#include "cli/serve/search_page.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <functional>
#include <map>
#include <set>

#include "cli/print/tag_tree.h"
#include "cli/serve/page_frame.h"
#include "cli/serve/request_parameters.h"
#include "cli/serve/timeline.h"
#include "cli/session/facet_choice.h"
#include "indexer/text/unicode.h"
#include "query/language/query_string.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

constexpr std::size_t page_size = 20, shown_tags = 40, shown_values = 12;

/// The parameters of a page, and addresses that differ from it in one of them. All of them begin
/// at the first hit again.
class SearchState {
public:
    explicit SearchState(Parameters parameters) : all_(std::move(parameters)) {
        std::erase_if(all_, [](const auto& each) {
            return each.second.empty() || each.first == "offset" || each.first == "typing";
        });
    }

    bool has(std::string_view name, std::string_view value) const {
        return std::find(all_.begin(), all_.end(),
                         std::pair(std::string(name), std::string(value))) != all_.end();
    }
    std::string with(const std::string& name, const std::string& value) const {
        Parameters changed = all_;
        changed.emplace_back(name, value);
        return written_address("/", changed);
    }
    std::string without(std::string_view name, std::string_view value) const {
        Parameters changed = all_;
        std::erase_if(changed,
                      [&](const auto& each) { return each.first == name && each.second == value; });
        return written_address("/", changed);
    }
    /// `name` once, with `value`; not at all if that is empty.
    std::string only(std::string_view name, const std::string& value) const {
        Parameters changed = all_;
        std::erase_if(changed, [&](const auto& each) { return each.first == name; });
        if (!value.empty()) changed.emplace_back(name, value);
        return written_address("/", changed);
    }
    std::string with_query(const std::string& query) const { return only("q", query); }
    std::string with_clause(const std::string& clause) const {
        const std::string query = query_text();
        return with_query(query.empty() ? clause : query + " " + clause);
    }
    /// A single time takes the place of another.
    std::string at_time(const std::string& time) const {
        Parameters changed = all_;
        std::erase_if(changed, [](const auto& each) {
            return each.first == "year" || each.first == "after" || each.first == "before";
        });
        changed.emplace_back("year", time);
        return written_address("/", changed);
    }
    std::string query_text() const {
        for (const auto& [name, value] : all_)
            if (name == "q") return value;
        return {};
    }
    const Parameters& all() const { return all_; }

private:
    Parameters all_;
};

/// "2024" for "2023", "2024-01" for "2023-12". Throws Failure(usage) for anything else.
std::string next_time(const std::string& time) {
    const auto is_number = [](std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
    };
    const bool is_year = time.size() == 4 && is_number(time),
               is_month = time.size() == 7 && time[4] == '-' && is_number(time.substr(0, 4)) &&
                          is_number(time.substr(5));
    if (!is_year && !is_month)
        throw Failure(usage_error("year takes a year or a month, not " + time,
                                  "write year=2023, or year=2023-04"));
    int year = std::stoi(time.substr(0, 4)), month = is_month ? std::stoi(time.substr(5)) + 1 : 0;
    if (is_year || month > 12) ++year;
    if (month > 12) month = 1;
    const std::string next = std::to_string(10'000 + year).substr(1);
    return is_year ? next : next + "-" + std::to_string(100 + month).substr(1);
}

query::SearchRequest request_of(const WebAddress& address, Session& session) {
    refuse_unknown(address, {"q", "tag", "not_tag", "in", "year", "after", "before", "sort",
                             "reverse", "offset", "typing", "no_correct"});
    query::SearchRequest request = search_request(address, page_size);
    request.unfinished = flag_in(address, "typing");
    if (const std::string year(address.value("year")); !year.empty()) {
        request.before = next_time(year);
        request.after = year;
    }
    request = session.configured(std::move(request));
    request.facets = every_facet(session.config());
    request.facets.emplace_back(query::month_facet);
    return request;
}

std::string note_address(const query::Hit& hit, const std::string& query) {
    return written_address("/note/" + hit.path,
                           query.empty() ? Parameters() : Parameters{{"q", query}});
}

// ---- What was found ----

void write_hit(Html& html, const query::Hit& hit, const SearchState& state,
               const std::string& query) {
    const std::string address = note_address(hit, query);
    html.raw("<li><article dir=\"auto\"><h2><a class=\"title\"")
        .attribute("href", address)
        .attribute("data-path", hit.path)
        .attribute("data-line",
                   std::to_string(hit.passages.empty() ? 1 : hit.passages.front().line))
        .raw(">");
    write_marked(html, hit.title.empty() ? hit.path : hit.title, hit.title_marks);
    html.raw("</a></h2><p class=\"about\">");
    if (hit.created) html.raw("<time>").text(hit.created->substr(0, 10)).raw("</time> ");
    html.raw("<bdi class=\"path\">").text(hit.path).raw("</bdi>");
    for (const std::string& tag : hit.tags) {
        html.raw(" ");
        write_link(html, state.has("tag", tag) ? state.without("tag", tag) : state.with("tag", tag),
                   "#" + tag, "tag");
    }
    html.raw("</p>");
    for (const query::Passage& passage : hit.passages) write_passage(html, passage, address);
    if (hit.more_passages > 0) {
        html.raw("<p class=\"more\">");
        write_link(html, address + "#m1", counted(hit.more_passages, "more place", "more places"));
        html.raw("</p>");
    }
    if (!hit.missing.empty()) {
        html.raw("<p class=\"missing\">Without ");
        for (const std::string& word : hit.missing)
            html.raw(&word == &hit.missing.front() ? "<s>" : ", <s>").text(word).raw("</s>");
        html.raw("</p>");
    }
    html.raw("</article></li>");
}

void write_remarks(Html& html, const query::SearchResult& result, const SearchState& state) {
    if (result.corrected) {
        html.raw("<p class=\"remark\">");
        for (const query::CorrectedWord& word : result.corrections)
            html.raw("No note has <q>").text(word.written).raw("</q>. ");
        html.raw("This is the answer to ");
        write_link(html, state.with_query(*result.corrected), *result.corrected);
        html.raw(". ");
        write_link(html, state.with("no_correct", "1"), "Only as typed");
        html.raw("</p>");
    }
    if (result.relaxed)
        html.raw("<p class=\"remark\">No note has all the words. These have some of them.</p>");
    for (const std::string& warning : result.warnings)
        html.raw("<p class=\"remark\">").text(warning).raw("</p>");
}

void write_nothing(Html& html, const query::SearchResult& result, const SearchState& state) {
    html.raw("<p class=\"nothing\">No note matches.</p>");
    if (result.suggestion) {
        html.raw("<p class=\"suggestion\">Try ");
        write_link(html, state.with_query(result.suggestion->query), result.suggestion->query);
        html.raw(": ").text(counted(result.suggestion->total, "note", "notes")).raw("</p>");
    }
    if (result.clauses.empty()) return;
    html.raw(
        "<table class=\"clauses\"><caption>Why: what each part finds alone</caption><thead><tr><th "
        "scope=\"col\">Part</th><th scope=\"col\">Notes</th><th scope=\"col\">Did you "
        "mean</th></tr></thead><tbody>");
    for (const query::ClauseCount& clause : result.clauses) {
        html.raw("<tr><th scope=\"row\">");
        write_link(html, state.with_query(clause.query), clause.query);
        html.raw("</th><td>").number(clause.total).raw("</td><td>");
        if (clause.nearest) write_link(html, state.with_query(*clause.nearest), *clause.nearest);
        html.raw("</td></tr>");
    }
    html.raw("</tbody></table>");
}

void write_pages(Html& html, const query::SearchResult& result, const query::SearchRequest& request,
                 const SearchState& state) {
    const std::size_t total = result.total + result.total_partial;
    if (total <= request.limit && request.offset == 0) return;
    html.raw("<nav class=\"pages\" aria-label=\"Pages\">");
    if (request.offset > 0) {
        const std::size_t before = request.offset - std::min(request.offset, request.limit);
        html.raw("<a rel=\"prev\"")
            .attribute("href", before == 0 ? state.only("offset", "")
                                           : state.only("offset", std::to_string(before)))
            .raw(">← Before</a> ");
    }
    if (!result.hits.empty())
        html.raw("<span>")
            .number(request.offset + 1)
            .raw("–")
            .number(request.offset + result.hits.size())
            .raw(" of ")
            .number(total)
            .raw("</span>");
    if (request.offset + request.limit < total)
        html.raw(" <a rel=\"next\"")
            .attribute("href", state.only("offset", std::to_string(request.offset + request.limit)))
            .raw(">Next →</a>");
    html.raw("</nav>");
}

void write_order(Html& html, const query::SearchRequest& request, const SearchState& state,
                 bool ranked) {
    constexpr std::array<std::pair<query::SortBy, const char*>, 5> orders{
        {{query::SortBy::relevance, "Best"},
         {query::SortBy::created, "Newest"},
         {query::SortBy::updated, "Changed"},
         {query::SortBy::title, "A–Z"},
         {query::SortBy::words, "Longest"}}};
    html.raw("<nav class=\"order\" aria-label=\"Order\">");
    for (const auto& [sort, name] : orders) {
        if (sort == query::SortBy::relevance && !ranked) continue;
        const bool is_current =
            request.sort == sort ||
            (!ranked && request.sort == query::SortBy::relevance && sort == query::SortBy::created);
        html.raw("<a").attribute("href", state.only("sort", std::string(sort_name(sort))));
        if (is_current) html.raw(" aria-current=\"true\"");
        html.raw(">").raw(name).raw("</a> ");
    }
    html.raw("</nav>");
}

// ---- What narrows it ----

struct Choice {
    std::string name, value, shown;
};

/// What is chosen, each with a link that takes it away.
void write_chosen(Html& html, const SearchState& state) {
    std::vector<Choice> chosen;
    for (const auto& [name, value] : state.all()) {
        if (name == "tag") chosen.push_back({name, value, "#" + value});
        if (name == "not_tag") chosen.push_back({name, value, "not #" + value});
        if (name == "in") chosen.push_back({name, value, "in " + value});
        if (name == "year") chosen.push_back({name, value, value});
        if (name == "after") chosen.push_back({name, value, "from " + value});
        if (name == "before") chosen.push_back({name, value, "before " + value});
    }
    if (chosen.empty()) return;
    html.raw("<ul class=\"chosen\" aria-label=\"Chosen\">");
    for (const Choice& each : chosen)
        html.raw("<li><a")
            .attribute("href", state.without(each.name, each.value))
            .attribute("aria-label", "Remove " + each.shown)
            .raw(">")
            .text(each.shown)
            .raw(" ×</a></li>");
    html.raw("</ul>");
}

void write_value(Html& html, std::string_view shown, std::size_t count, const std::string& add,
                 const std::string& exclude, bool chosen) {
    html.raw("<a class=\"value\"").attribute("href", add).attribute("data-exclude", exclude);
    if (chosen) html.raw(" aria-current=\"true\"");
    html.raw("><bdi>")
        .text(shown)
        .raw("</bdi> <span class=\"count\">")
        .number(count)
        .raw("</span></a>");
    if (!chosen)
        html.raw("<a class=\"exclude\"")
            .attribute("href", exclude)
            .attribute("aria-label", "Without " + std::string(shown))
            .raw(">−</a>");
}

void write_tags(Html& html, std::vector<query::FacetCount> tags, const SearchState& state) {
    if (tags.empty()) return;
    const bool all_shown = tags.size() <= shown_tags;
    tags.resize(std::min(tags.size(), shown_tags));
    sort_tags(tags, TagOrder::count, true);
    html.raw(
        "<section class=\"facet\" aria-labelledby=\"tags\"><h2 id=\"tags\">Tags</h2><ul "
        "class=\"tree\">");
    std::size_t depth = 0;
    std::set<std::string> written;
    for (const query::FacetCount& tag : tags) {
        // Indented below the tags around it that are shown too.
        std::size_t levels = 0, begin = 0;
        for (std::size_t at = tag.value.find('/'); at != tag.value.npos;
             at = tag.value.find('/', at + 1))
            if (written.contains(unicode::fold(tag.value.substr(0, at)))) {
                ++levels;
                begin = at + 1;
            }
        for (; depth < levels; ++depth) html.raw("<li class=\"nested\"><ul>");
        for (; depth > levels; --depth) html.raw("</ul></li>");
        written.insert(unicode::fold(tag.value));
        const bool chosen = state.has("tag", tag.value);
        html.raw("<li>");
        write_value(html, tag.value.substr(begin), tag.count,
                    chosen ? state.without("tag", tag.value) : state.with("tag", tag.value),
                    state.with("not_tag", tag.value), chosen);
        html.raw("</li>");
    }
    for (; depth > 0; --depth) html.raw("</ul></li>");
    html.raw("</ul>");
    if (!all_shown) html.raw("<p><a href=\"/stats#tags\">All tags</a></p>");
    html.raw("</section>");
}

void write_facet(Html& html, const query::Facet& facet, const std::string& title,
                 const SearchState& state) {
    if (facet.counts.size() < 2) return;
    html.raw("<section class=\"facet\"><h2>").text(title).raw("</h2><ul>");
    for (std::size_t i = 0; i < std::min(facet.counts.size(), shown_values); ++i) {
        const query::FacetCount& each = facet.counts[i];
        std::string clause;
        if (facet.name == "lang")
            clause = "lang:" + query::written_value(each.value, query::QueryNode::Kind::lang);
        else if (facet.name == "folder")
            clause = "path:" + query::written_value(each.value + "/", query::QueryNode::Kind::path);
        else
            clause = query::written_meta_name(facet.name) + ":" +
                     query::written_value(each.value, query::QueryNode::Kind::meta);
        const bool is_folder = facet.name == "folder",
                   chosen = is_folder && state.has("in", each.value);
        const std::string add = chosen      ? state.without("in", each.value)
                                : is_folder ? state.with("in", each.value)
                                            : state.with_clause(clause);
        html.raw("<li>");
        write_value(html, each.value, each.count, add, state.with_clause("-" + clause), chosen);
        html.raw("</li>");
    }
    html.raw("</ul></section>");
}

std::string today() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 16> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d", &local)};
}

void write_narrowing(Html& html, const query::SearchResult& result, const SearchState& state,
                     const SessionPool::Loan& session, bool is_start) {
    html.raw("<aside aria-label=\"Narrow the search\">");
    if (is_start) {
        std::vector<query::FacetCount> days;
        for (const query::WrittenDay& day : session.facts().written_days(*session))
            days.push_back({day.day, day.notes});
        constexpr std::size_t weeks = 26;
        write_calendar(html, days, today(), weeks);
    }
    for (const query::Facet& facet : result.facets)
        if (facet.name == query::month_facet)
            write_timeline(html, {"When", "note", "notes", facet.counts,
                                  [&](const std::string& time) { return state.at_time(time); }});
    for (const query::Facet& facet : result.facets) {
        if (facet.name == "tag") write_tags(html, facet.counts, state);
        else if (facet.name == "folder") write_facet(html, facet, "Folders", state);
        else if (facet.name == "lang") write_facet(html, facet, "Languages", state);
        else if (facet.name != query::month_facet && facet.name != "year")
            write_facet(html, facet, facet.name, state);
    }
    html.raw("</aside>");
}

void write_answer(Html& html, const query::SearchResult& result,
                  const query::SearchRequest& request, const SearchState& state,
                  const SessionPool::Loan& session) {
    const std::size_t total = result.total + result.total_partial;
    const bool has_text = !request.text.empty(), is_start = state.all().empty();
    const std::string query = result.corrected.value_or(request.text);
    html.raw(
            "<div id=\"answer\"><div class=\"found\"><h1 class=\"hidden\">Notes</h1>"
            "<div class=\"head\"><p id=\"count\">")
        .text(counted(total, "note", "notes"));
    if (result.total_partial > 0 && result.total > 0)
        html.raw(", ").number(result.total_partial).raw(" of them without some word");
    html.raw("</p>");
    write_order(html, request, state, has_text);
    html.raw("</div>");
    write_chosen(html, state);
    write_remarks(html, result, state);
    if (total == 0) write_nothing(html, result, state);
    html.raw("<ol class=\"hits\"").attribute("start", std::to_string(request.offset + 1)).raw(">");
    for (const query::Hit& hit : result.hits) write_hit(html, hit, state, query);
    html.raw("</ol>");
    write_pages(html, result, request, state);
    html.raw("</div>");
    write_narrowing(html, result, state, session, is_start);
    html.raw("</div>");
}

/// The query with a sign under the place of the mistake.
std::string query_mistake(const Error& error, const std::string& query) {
    Html html;
    html.raw(
            "<div id=\"answer\"><div class=\"found\"><h1 class=\"hidden\">Notes</h1>"
            "<p id=\"count\" class=\"hidden\">The query has a mistake</p><p class=\"mistake\">")
        .text(error.message)
        .raw("</p><pre class=\"query\">")
        .text(query);
    if (error.column > 0) html.raw("\n").raw(std::string(error.column - 1, ' ')).raw("^");
    html.raw("</pre>");
    if (!error.hint.empty()) html.raw("<p>").text(error.hint).raw("</p>");
    html.raw("</div></div>");
    return html.take();
}

}  // namespace

HttpResponse search_page(SessionPool& pool, const WebAddress& address, bool fragment) {
    const SessionPool::Loan session = pool.borrow();
    const query::SearchRequest request = request_of(address, *session);
    const SearchState state(address.parameters);
    Result<query::SearchResult> answer = query::Searcher(session->index()).search(request);
    std::string main;
    unsigned status = 200;
    if (answer) {
        Html html;
        write_answer(html, *answer, request, state, session);
        main = html.take();
    } else {
        if (answer.error().kind != ErrorKind::query) throw Failure(answer.error());
        main = query_mistake(answer.error(), request.text);
        status = 400;
    }
    if (fragment) return {status, "text/html; charset=utf-8", std::move(main)};
    PageFrame frame{request.text, request.text, state.all(), pool.problem(), "search"};
    std::erase_if(frame.kept,
                  [](const auto& each) { return each.first == "q" || each.first == "no_correct"; });
    HttpResponse response = framed(frame, main);
    response.status = status;
    return response;
}

}  // namespace assay::cli
