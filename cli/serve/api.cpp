#include "cli/serve/api.h"

#include <algorithm>
#include <optional>
#include <sstream>

#include "cli/print/json_notes.h"
#include "cli/print/json_printer.h"
#include "cli/print/line_range.h"
#include "cli/print/links_printer.h"
#include "cli/print/site_url.h"
#include "cli/print/source_marks.h"
#include "cli/print/tag_tree.h"
#include "cli/serve/request_parameters.h"
#include "cli/serve/served_note.h"
#include "cli/session/facet_choice.h"
#include "cli/terminal/shown_path.h"
#include "indexer/text/limits.h"
#include "query/note_links.h"
#include "query/note_lookup.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

HttpResponse json_response(unsigned status, const std::ostringstream& out) {
    return {status, "application/json; charset=utf-8", out.str()};
}

query::SearchResult value_of(Result<query::SearchResult> answer) {
    if (!answer) throw Failure(answer.error());
    return *std::move(answer);
}

void finish_hits(Session& session, query::SearchResult& result) {
    for (query::Hit& hit : result.hits) set_url(hit, session.config().site_url);
    ShownPaths(session.root(), {}).set_files(result.hits);
}

void search(SessionPool& pool, Session& session, const WebAddress& address, std::ostream& out) {
    refuse_unknown(
        address,
        {"q",       "tag",   "not_tag", "in",         "after",     "before", "limit",
         "offset",  "sort",  "reverse", "passages",   "facets",    "blocks", "text",
         "explain", "plain", "offsets", "no_correct", "all_words", "relax",  "as_you_type"});
    const query::SearchRequest asked = search_request(address, query::usual_limit);
    query::Searcher searcher(session.index());
    query::SearchRequest request = session.configured(asked);
    request.link_counts = true;
    request.facets = address.has("facets") ? chosen_facets(std::string(address.value("facets")),
                                                           session.config(), searcher)
                                           : every_facet(session.config());
    query::SearchResult result = value_of(searcher.search(request));
    finish_hits(session, result);
    if (const std::string problem = pool.problem(); !problem.empty())
        result.warnings.push_back(problem);
    constexpr std::size_t stale = 0;
    print_json(out, result, asked, session.root().string(), stale, offset_unit_in(address));
}

void tags(Session& session, const WebAddress& address, std::ostream& out) {
    refuse_unknown(address,
                   {"q", "tag", "not_tag", "in", "after", "before", "depth", "sort", "no_correct"});
    WebAddress filters = address;
    std::erase_if(filters.parameters, [](const auto& each) { return each.first == "sort"; });
    query::SearchRequest request = session.configured(search_request(filters, 0));
    request.limit = 0;
    request.facets = {"tag"};
    query::SearchResult result = value_of(query::Searcher(session.index()).search(request));
    std::vector<query::FacetCount>& counts = result.facets.front().counts;
    if (address.has("depth"))
        collapse_tags(counts, number_in(address, "depth", 1, text::max_option_value));
    if (address.has("sort")) {
        const std::string_view order = address.value("sort");
        if (order != "count" && order != "name")
            throw Failure(usage_error("unknown value for sort: " + std::string(order),
                                      "use one of count, name"));
        sort_tags(counts, order == "count" ? TagOrder::count : TagOrder::name, false);
    }
    print_json_tags(out, counts, session.root().string());
}

void note(Session& session, const WebAddress& address, std::ostream& out) {
    refuse_unknown(address, {"note", "mark", "offsets"});
    const ServedName name = served_name(session, std::string(address.value("note")));
    const ServedNote found = read_served(session, name, std::string(address.value("mark")));
    std::optional<WrittenText> written;
    if (found.source) {
        const SourceLines lines(found.source->text);
        const std::vector<SourceMark> marks =
            source_marks(found.text, lines, found.source->body_line);
        written = written_text(lines, note_part(found.text, lines, !name.anchor.empty()), marks);
    }
    print_json(out, found.text, name.anchor, written, session.root().string(),
               offset_unit_in(address));
}

void related(Session& session, const WebAddress& address, std::ostream& out) {
    refuse_unknown(address,
                   {"note", "limit", "offset", "passages", "explain", "blocks", "text", "offsets"});
    const ServedName name = served_name(session, std::string(address.value("note")));
    query::SearchRequest request = session.configured(search_request(address, query::usual_limit));
    request.link_counts = true;
    query::SearchResult result =
        value_of(query::Searcher(session.index()).related(name.path, request));
    finish_hits(session, result);
    print_json_related(out, result, name.path, session.root().string(), offset_unit_in(address));
}

/// The first `limit` of a list, all without one.
template <class Each>
void cut(std::vector<Each>& list, const WebAddress& address) {
    const std::size_t limit = number_in(address, "limit", list.size(), text::max_option_value);
    list.resize(std::min(list.size(), limit));
}

/// Lists the notes that a filter of the query language finds.
void found_notes(Session& session, const WebAddress& address, const char* filter,
                 const LinksHead& head, std::ostream& out) {
    query::SearchRequest request =
        session.configured(search_request(address, text::max_served_hits));
    request.text = filter;
    request.passages = 0;
    request.link_counts = true;
    query::SearchResult result = value_of(query::Searcher(session.index()).search(request));
    finish_hits(session, result);
    print_json_hits(out, head, result, offset_unit_in(address));
}

void links(Session& session, const WebAddress& address, std::ostream& out) {
    refuse_unknown(
        address, {"note", "orphans", "dead_ends", "wanted", "broken", "graph", "limit", "offsets"});
    LinksHead head{session.root().string(), {}, {}};
    for (const char* list : {"orphans", "dead_ends", "wanted", "broken", "graph"}) {
        if (!flag_in(address, list)) continue;
        if (!head.list.empty())
            throw Failure(usage_error("two lists were asked for", "leave one of them out"));
        head.list = list;
    }
    if (!head.list.empty() && address.has("note"))
        throw Failure(usage_error("this list is of all notes, not of one", "leave out note="));
    const ShownPaths paths(session.root());
    const query::LinkContext context = session.link_context();
    if (head.list.empty()) {
        head.list = "outgoing";
        head.note = served_name(session, std::string(address.value("note"))).path;
        std::vector<query::ResolvedLink> list =
            query::links_of(session.index(), head.note, context);
        cut(list, address);
        print_json_links(out, head, list, paths);
    } else if (head.list == "orphans") {
        found_notes(session, address, "is:orphan", head, out);
    } else if (head.list == "dead_ends") {
        head.list = "dead-ends";
        found_notes(session, address, "is:dead-end", head, out);
    } else if (head.list == "wanted") {
        std::vector<query::WantedNote> list = query::wanted_notes(session.index(), context);
        cut(list, address);
        print_json_wanted(out, head, list);
    } else if (head.list == "broken") {
        std::vector<query::ResolvedLink> list = query::broken_links(session.index(), context);
        cut(list, address);
        print_json_links(out, head, list, paths);
    } else {
        print_json_graph(out, head, query::link_graph(session.index(), context));
    }
}

using LinkedNotes = query::SearchResult (*)(query::OpenIndex&, std::string_view,
                                            const query::SearchRequest&);

/// Answers with the notes that link to a note or name it.
void linked_notes(Session& session, const WebAddress& address, LinkedNotes notes, const char* list,
                  std::ostream& out) {
    refuse_unknown(address, {"note", "limit", "offset", "passages", "offsets"});
    const std::string path = served_name(session, std::string(address.value("note"))).path;
    query::SearchRequest request = session.configured(search_request(address, query::usual_limit));
    if (!address.has("passages")) request.passages = query::all_passages;
    request.link_counts = true;
    query::SearchResult result = notes(session.index(), path, request);
    finish_hits(session, result);
    print_json_hits(out, {session.root().string(), list, path}, result, offset_unit_in(address));
}

}  // namespace

unsigned status_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
        case ErrorKind::query: return 400;
        case ErrorKind::missing: return 404;
        case ErrorKind::busy:
        case ErrorKind::index: return 503;
        case ErrorKind::note:
        case ErrorKind::io:
        case ErrorKind::bug: break;
    }
    return 500;
}

HttpResponse json_error(const Error& error) {
    std::ostringstream out;
    print_json_error(out, error);
    return json_response(status_of(error.kind), out);
}

HttpResponse answer_api(SessionPool& pool, const WebAddress& address) {
    const SessionPool::Loan session = pool.borrow();
    std::ostringstream out;
    if (address.path == "/api/search") {
        search(pool, *session, address, out);
    } else if (address.path == "/api/tags") {
        tags(*session, address, out);
    } else if (address.path == "/api/note") {
        note(*session, address, out);
    } else if (address.path == "/api/related") {
        related(*session, address, out);
    } else if (address.path == "/api/links") {
        links(*session, address, out);
    } else if (address.path == "/api/backlinks") {
        linked_notes(*session, address, query::backlinks, "backlinks", out);
    } else if (address.path == "/api/mentions") {
        linked_notes(*session, address, query::mentions, "mentions", out);
    } else if (address.path == "/api/stats") {
        refuse_unknown(address, {});
        print_json(out, query::Searcher(session->index()).stats(), session->root().string());
    } else {
        throw Failure(missing_error("there is no " + address.path,
                                    "there are /api/search, tags, note, related, links, "
                                    "backlinks, mentions and stats"));
    }
    return json_response(200, out);
}

}  // namespace assay::cli
