#include "query/note_links.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/read_guard.h"
#include "query/links/link_index.h"
#include "query/matching.h"
#include "query/mentions.h"
#include "query/open_index.h"
#include "query/passages/passages.h"
#include "query/related.h"
#include "query/words/document_set.h"

namespace assay::query {
namespace {

using Notes = std::vector<Xapian::docid>;

Xapian::docid known_note(const OpenIndex& index, std::string_view path) {
    const Xapian::docid note = index.note_at(path);
    if (note == 0)
        throw Failure(missing_error("there is no note " + std::string(path),
                                    "look for one with: assay search -l"));
    return note;
}

/// A plan that finds these notes, which are sorted, and does not rank them.
QueryPlan plan_of_notes(const OpenIndex& index, Notes notes) {
    QueryPlan plan;
    plan.postings = std::make_shared<PostingReader>(index.database);
    plan.match = documents_query(std::move(notes));
    return plan;
}

/// A passage for a link that shows no text: one of front matter, or an image.
Passage bare_passage(const schema::Link& link) {
    Passage passage;
    passage.text = link.label.empty() ? link.target : link.label;
    passage.marks = {{0, passage.text.size()}};
    passage.line = link.line;
    passage.column = passage.utf16_column = passage.byte_column = link.column;
    passage.end = {link.line, link.column, link.column, link.column};
    return passage;
}

void by_place(std::vector<Passage>& passages) {
    std::stable_sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
}

/// Sets the passages of a hit: around the links, which are in the order of the note.
void show_links(const schema::NoteRecord& record, const std::vector<schema::Link>& links,
                const SearchRequest& request, Hit& hit) {
    std::vector<TextRange> places;
    std::vector<Passage> bare;
    for (const schema::Link& link : links) {
        if (link.text.begin < link.text.end &&
            (places.empty() || link.text.begin >= places.back().end))
            places.push_back({link.text.begin, link.text.end});
        else if (link.text.begin == link.text.end) bare.push_back(bare_passage(link));
    }
    Passages around =
        passages_at(record, places, request.passages, request.blocks, request.context);
    const std::size_t left = request.passages - std::min(request.passages, around.shown.size()),
                      added = std::min(left, bare.size());
    around.shown.insert(around.shown.end(), bare.begin(),
                        bare.begin() + static_cast<std::ptrdiff_t>(added));
    by_place(around.shown);
    hit.passages = std::move(around.shown);
    hit.more_passages = around.more + bare.size() - added;
}

/// Matches the notes, with passages that `show` sets.
template <class Show>
SearchResult hits_of(OpenIndex& index, const QueryPlan& plan, const SearchRequest& request,
                     Show show) {
    SearchRequest page = request;
    page.passages = 0;
    SearchResult result;
    result.notes = index.database.get_doccount();
    result.index_updated = index.database.get_metadata(schema::updated_key);
    match(plan, page, index, result);
    for (Hit& hit : result.hits) {
        const schema::NoteRecord record = index.record(index.note_at(hit.path));
        show(record, hit);
    }
    count_links(request, index, result);
    return result;
}

class Source : public LinkSource {
public:
    Source(const Xapian::Database& database, LinkContext context)
        : database_(database), links_(database_, std::move(context)) {}

    Notes notes(const QueryNode& filter) override {
        if (filter.text == "orphan" && filter.kind == QueryNode::Kind::is) return links_.orphans();
        if (filter.kind == QueryNode::Kind::is) return links_.dead_ends();
        if (filter.kind == QueryNode::Kind::has)
            return links_.with_state(filter.text == "broken-link" ? LinkState::broken
                                                                  : LinkState::wanted);
        const Xapian::docid note = named(filter);
        if (filter.key == "links") return links_.linking_to(note);
        if (filter.key == "linked-by") return links_.linked_by(note);
        const Mentions mentions(links_.record(note), database_);
        Notes naming;
        for (const Xapian::docid each : mentions.candidates())
            if (!mentions.in(links_.record(each)).empty()) naming.push_back(each);
        return naming;
    }

    const std::unordered_map<std::uint32_t, std::uint32_t>& links_in() override {
        if (links_in_.empty())
            for (const LinkPair& pair : links_.pairs()) ++links_in_[pair.to];
        return links_in_;
    }

    LinkIndex& links() { return links_; }

private:
    /// The note that the value of a filter names, as a link from the root would.
    Xapian::docid named(const QueryNode& filter) {
        const LinkResolver& names = links_.resolver();
        const std::vector<NamedNote>& all = names.notes();
        const auto same = std::find_if(all.begin(), all.end(), [&](const NamedNote& note) {
            return note.path == filter.text;
        });
        const std::size_t found = same != all.end() ? static_cast<std::size_t>(same - all.begin())
                                                    : names.note_from_root(filter.text);
        if (found != LinkResolver::none) return links_.docid_of(found);
        schema::Link link;
        link.target = filter.text;
        const std::string near = names.near_path(link);
        Error error =
            query_error("there is no note " + filter.text,
                        near.empty() ? "look for one with: assay search -l"
                                     : "did you mean " + filter.key + ":\"" + near + "\"?",
                        filter.column);
        throw Failure(std::move(error));
    }

    Xapian::Database database_;
    LinkIndex links_;
    std::unordered_map<std::uint32_t, std::uint32_t> links_in_;
};

}  // namespace

std::vector<ResolvedLink> links_of(OpenIndex& index, std::string_view path,
                                   const LinkContext& context) {
    return index.retrying([&] {
        LinkIndex links(index.database, context);
        std::vector<ResolvedLink> found = links.resolved(index.record(known_note(index, path)));
        suggest_nearest(links.resolver(), found);
        std::map<std::string, std::string> titles;  // each note is read once
        for (ResolvedLink& each : found) {
            if (each.path.empty() || each.state == LinkState::attachment) continue;
            const auto [title, is_new] = titles.try_emplace(each.path);
            if (is_new) title->second = index.record(known_note(index, each.path)).title;
            each.title = title->second;
        }
        return found;
    });
}

SearchResult backlinks(OpenIndex& index, std::string_view path, const SearchRequest& request) {
    return index.retrying([&] {
        LinkIndex links(index.database, request.link_context);
        Notes linking = links.linking_to(known_note(index, path));
        return hits_of(index, plan_of_notes(index, std::move(linking)), request,
                       [&](const schema::NoteRecord& record, Hit& hit) {
                           show_links(record, links.links_to(record, path), request, hit);
                       });
    });
}

std::vector<std::string> linking_paths(OpenIndex& index, std::string_view path,
                                       const LinkContext& context) {
    return index.retrying([&] {
        LinkIndex links(index.database, context);
        std::vector<std::string> paths;
        for (const Xapian::docid note : links.linking_to(known_note(index, path)))
            paths.push_back(
                index.database.get_document(note).get_value(schema::slot(schema::Field::path)));
        std::sort(paths.begin(), paths.end());
        return paths;
    });
}

SearchResult linked_notes(OpenIndex& index, std::string_view path, const SearchRequest& request) {
    return index.retrying([&] {
        LinkIndex links(index.database, request.link_context);
        Notes linked = links.linked_by(known_note(index, path));
        return hits_of(index, plan_of_notes(index, std::move(linked)), request,
                       [](const schema::NoteRecord&, Hit&) {});
    });
}

std::size_t linked_note_count(OpenIndex& index, std::string_view path, const LinkContext& context) {
    return index.retrying([&] {
        return LinkIndex(index.database, context).linked_by(known_note(index, path)).size();
    });
}

SearchResult mentions(OpenIndex& index, std::string_view path, const SearchRequest& request) {
    return index.retrying([&] {
        const Mentions mentions(index.record(known_note(index, path)), index.database);
        Notes naming;
        for (const Xapian::docid each : mentions.candidates()) {
            schema::ReadGuard::still_alive();
            if (!mentions.in(index.record(each)).empty()) naming.push_back(each);
        }
        const WordExpansion expansion(index.database);
        QueryPlan plan = related_plan(path, index.database, expansion).value();
        plan.match = Xapian::Query(Xapian::Query::OP_AND_MAYBE, documents_query(std::move(naming)),
                                   plan.match.query());
        plan.found = {};
        return hits_of(index, plan, request, [&](const schema::NoteRecord& record, Hit& hit) {
            Passages around = passages_at(record, mentions.in(record), request.passages,
                                          request.blocks, request.context);
            by_place(around.shown);
            hit.passages = std::move(around.shown);
            hit.more_passages = around.more;
        });
    });
}

std::vector<WantedNote> wanted_notes(OpenIndex& index, const LinkContext& context) {
    return index.retrying([&] {
        LinkIndex links(index.database, context);
        struct Wanted {
            std::map<std::string, std::size_t> written;
            std::set<std::string> from;
        };
        std::map<std::string, Wanted> wanted;  // by the target as links are compared
        for (const Xapian::docid note : links.with_state(LinkState::wanted)) {
            for (const ResolvedLink& each : links.resolved(links.record(note))) {
                if (each.state != LinkState::wanted) continue;
                Wanted& one = wanted[schema::link_target(each.link.kind, each.link.target).path];
                ++one.written[each.link.target.substr(0, each.link.target.find('#'))];
                one.from.insert(each.from);
            }
        }
        std::vector<WantedNote> notes;
        for (const auto& [path, one] : wanted) {
            WantedNote note;
            std::size_t most = 0;
            for (const auto& [target, times] : one.written) {
                note.links += times;
                if (times > most) note.target = target;
                most = std::max(most, times);
            }
            note.from.assign(one.from.begin(), one.from.end());
            notes.push_back(std::move(note));
        }
        std::stable_sort(notes.begin(), notes.end(), [](const WantedNote& a, const WantedNote& b) {
            return a.links > b.links;
        });
        return notes;
    });
}

std::vector<ResolvedLink> broken_links(OpenIndex& index, const LinkContext& context) {
    return index.retrying([&] {
        LinkIndex links(index.database, context);
        std::vector<ResolvedLink> broken;
        for (const Xapian::docid note : links.with_state(LinkState::broken))
            for (ResolvedLink& each : links.resolved(links.record(note)))
                if (each.state == LinkState::broken) broken.push_back(std::move(each));
        std::stable_sort(broken.begin(), broken.end(),
                         [](const ResolvedLink& a, const ResolvedLink& b) {
                             return std::tie(a.from, a.link.line, a.link.column) <
                                    std::tie(b.from, b.link.line, b.link.column);
                         });
        suggest_nearest(links.resolver(), broken);
        return broken;
    });
}

LinkGraph link_graph(OpenIndex& index, const LinkContext& context) {
    return index.retrying([&] {
        LinkIndex links(index.database, context);
        LinkGraph graph;
        const std::vector<NamedNote>& notes = links.resolver().notes();
        std::vector<std::size_t> by_path(notes.size()), place(notes.size());
        for (std::size_t i = 0; i < notes.size(); ++i) by_path[i] = i;
        std::sort(by_path.begin(), by_path.end(),
                  [&](std::size_t a, std::size_t b) { return notes[a].path < notes[b].path; });
        for (std::size_t i = 0; i < by_path.size(); ++i) place[by_path[i]] = i;
        for (const std::size_t i : by_path) {
            const schema::NoteRecord record = links.record(links.docid_of(i));
            graph.nodes.push_back({record.path, record.title, 0, 0});
            std::map<std::size_t, std::pair<std::set<schema::LinkKind>, std::size_t>> to;
            for (const schema::Link& link : record.links) {
                const std::size_t target =
                    links.resolver().note_of(links.resolver().paths().folder(i), link);
                if (target == LinkResolver::none || target == i) continue;
                auto& [kinds, count] = to[place[target]];
                kinds.insert(link.kind);
                ++count;
            }
            for (const auto& [target, kinds] : to)
                graph.edges.push_back({graph.nodes.size() - 1,
                                       target,
                                       {kinds.first.begin(), kinds.first.end()},
                                       kinds.second});
        }
        for (const LinkGraph::Edge& edge : graph.edges) {
            ++graph.nodes[edge.from].links_out;
            ++graph.nodes[edge.to].links_in;
        }
        return graph;
    });
}

std::vector<ResolvedLink> broken_links(const std::vector<schema::NoteRecord>& notes,
                                       const LinkContext& context) {
    std::vector<NamedNote> named;
    named.reserve(notes.size());
    for (const schema::NoteRecord& note : notes)
        named.push_back({note.path, note.title, note.aliases, note.permalink});
    const LinkResolver resolver(std::move(named), context);
    std::vector<ResolvedLink> broken;
    for (std::size_t i = 0; i < notes.size(); ++i)
        for (ResolvedLink& each : resolve_links(
                 resolver, i, notes[i],
                 [&](std::size_t note) -> const schema::NoteRecord& { return notes[note]; }))
            if (each.state == LinkState::broken) broken.push_back(std::move(each));
    suggest_nearest(resolver, broken);
    return broken;
}

SearchRequest with_links(SearchRequest request, const Xapian::Database& database) {
    request.link_source = std::make_shared<Source>(database, request.link_context);
    return request;
}

void count_links(const SearchRequest& request, OpenIndex& index, SearchResult& result) {
    if (!request.link_counts) return;
    LinkIndex links(index.database, request.link_context);
    std::unordered_map<Xapian::docid, LinkCounts>& known = index.cache().link_counts;
    for (Hit& hit : result.hits) {
        const Xapian::docid note = index.note_at(hit.path);
        if (note == 0) continue;
        auto counts = known.find(note);
        if (counts == known.end())
            counts =
                known.insert({note, {links.linking_to(note).size(), links.linked_by(note).size()}})
                    .first;
        hit.links_in = counts->second.in;
        hit.links_out = counts->second.out;
    }
}

void note_linked(std::string_view path, const SearchRequest& request,
                 const Xapian::Database& database, SearchResult& result) {
    const Xapian::docid note = schema::note_at(database, path);
    if (note == 0 || result.hits.empty()) return;
    LinkIndex links(database, request.link_context);
    const Notes from = links.linking_to(note), to = links.linked_by(note);
    for (Hit& hit : result.hits) {
        const Xapian::docid other = schema::note_at(database, hit.path);
        hit.links_here = std::binary_search(from.begin(), from.end(), other);
        hit.is_linked_here = std::binary_search(to.begin(), to.end(), other);
    }
}

}  // namespace assay::query
