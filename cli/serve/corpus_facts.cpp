#include "cli/serve/corpus_facts.h"

#include <algorithm>
#include <utility>

#include "indexer/text/unicode.h"
#include "query/note_links.h"
#include "query/searcher.h"

namespace assay::cli {
namespace {

query::SearchResult found(Session& session, query::SearchRequest request) {
    Result<query::SearchResult> result =
        query::Searcher(session.index()).search(session.configured(std::move(request)));
    if (!result) throw Failure(result.error());
    return *std::move(result);
}

LinkLists link_lists(Session& session) {
    constexpr std::size_t most_notes = 20, most_links = 100;
    LinkLists lists;
    query::SearchRequest request;
    request.limit = most_notes;
    request.passages = 0;
    request.sort = query::SortBy::links;
    request.link_counts = true;
    lists.most_linked = found(session, request).hits;
    std::erase_if(lists.most_linked,
                  [](const query::Hit& hit) { return hit.links_in.value_or(0) == 0; });
    request.text = "is:orphan";
    request.sort = query::SortBy::relevance;
    request.link_counts = false;
    query::SearchResult orphans = found(session, request);
    lists.orphans = std::move(orphans.hits);
    lists.orphan_count = orphans.total;
    const query::LinkContext context = session.link_context();
    lists.broken = query::broken_links(session.index(), context);
    lists.broken_count = lists.broken.size();
    lists.broken.resize(std::min(lists.broken.size(), most_links));
    lists.wanted = query::wanted_notes(session.index(), context);
    lists.wanted_count = lists.wanted.size();
    lists.wanted.resize(std::min(lists.wanted.size(), most_links));
    return lists;
}

}  // namespace

const std::vector<query::WrittenDay>& CorpusFacts::written_days(Session& session) {
    return written_days_.get([&] {
        return std::make_unique<std::vector<query::WrittenDay>>(
            query::written_days(session.index()));
    });
}

const std::vector<KnownTag>& CorpusFacts::tags(Session& session) {
    return tags_.get([&] {
        query::SearchRequest every_note;
        every_note.limit = 0;
        every_note.facets = {"tag"};
        const query::SearchResult answer = found(session, std::move(every_note));
        auto tags = std::make_unique<std::vector<KnownTag>>();
        for (const query::FacetCount& tag : answer.facets.front().counts)
            tags->push_back({unicode::fold(tag.value), tag});
        return tags;
    });
}

query::LinkNames& CorpusFacts::link_names(Session& session) {
    return link_names_.get([&] {
        return std::make_unique<query::LinkNames>(session.index(), session.link_context());
    });
}

const LinkLists& CorpusFacts::links(Session& session) {
    return links_.get([&] { return std::make_unique<LinkLists>(link_lists(session)); });
}

}  // namespace assay::cli
