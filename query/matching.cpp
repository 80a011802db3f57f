#include "query/matching.h"

#include <algorithm>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"
#include "query/document_set.h"
#include "query/facets.h"
#include "query/marks.h"
#include "query/passages.h"
#include "query/ranking.h"

namespace assay {
namespace {

void set_order(Xapian::Enquire& enquire, const QueryPlan& plan, SortBy sort, Xapian::MultiValueKeyMaker& keys) {
    constexpr bool descending = true, ascending = false;
    if (sort == SortBy::relevance && !plan.ranked) sort = SortBy::created;
    switch (sort) {
        case SortBy::relevance:
        case SortBy::created: keys.add_value(slot(Field::created), descending); break;
        case SortBy::updated: keys.add_value(slot(Field::updated), descending); break;
        case SortBy::words: keys.add_value(slot(Field::words), descending); break;
        case SortBy::title: keys.add_value(slot(Field::title), ascending); break;
        case SortBy::path: break;
    }
    keys.add_value(slot(Field::path), ascending);
    constexpr bool key_as_made = false;
    if (sort == SortBy::relevance) enquire.set_sort_by_relevance_then_key(&keys, key_as_made);
    else enquire.set_sort_by_key(&keys, key_as_made);
}

Hit make_hit(const Xapian::MSetIterator& match, const MarkFinder& finder, std::size_t most_passages, const IndexStore& store) {
    std::optional<NoteRecord> record = unpack_record(match.get_document().get_data());
    if (!record)
        throw Failure(index_error(Xapian::DatabaseCorruptError("a note's record is damaged"), store.directory()));
    Hit hit;
    hit.rank = match.get_rank() + 1;
    hit.score = match.get_weight();
    Passages passages = choose_passages(*record, finder, most_passages);
    hit.passages = std::move(passages.shown);
    hit.more_passages = passages.more;
    const std::vector<Match> in_title = finder.find(record->title, Field::title);
    hit.title_marks = merge_marks(record->title, in_title.data(), in_title.data() + in_title.size());
    hit.path = std::move(record->path);
    hit.title = std::move(record->title);
    hit.tags = std::move(record->tags);
    if (record->created) hit.created = std::move(record->created->text);
    hit.updated = std::move(record->updated.text);
    hit.permalink = std::move(record->permalink);
    hit.lang = std::move(record->lang);
    hit.published = record->published;
    hit.meta = std::move(record->meta);
    hit.words = record->words;
    return hit;
}

/// The score of each hit by what it is made of: each part of the plan is weighed alone over the hits, with the statistics of the whole.
void share_out(const QueryPlan& plan, const Xapian::MSet& matches, const Xapian::Database& database, SearchResult& result) {
    std::vector<Xapian::docid> shown;
    for (auto match = matches.begin(); match != matches.end(); ++match) shown.push_back(*match);
    std::vector<Xapian::docid> sorted = shown;
    std::sort(sorted.begin(), sorted.end());
    for (const WeighedPart& part : plan.parts) {
        Xapian::Enquire enquire(database);
        enquire.set_weighting_scheme(weighting());
        enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, part.query, documents_query(sorted)));
        const Xapian::MSet weighed = enquire.get_mset(0, static_cast<Xapian::doccount>(shown.size()));
        for (auto match = weighed.begin(); match != weighed.end(); ++match) {
            const auto at = static_cast<std::size_t>(std::find(shown.begin(), shown.end(), *match) - shown.begin());
            if (match.get_weight() > 0) result.hits[at].shares.push_back({part.what, match.get_weight()});
        }
    }
    for (Hit& hit : result.hits) std::stable_sort(hit.shares.begin(), hit.shares.end(), [](const Share& a, const Share& b) { return a.score > b.score; });
}

}  // namespace

void match(const QueryPlan& plan, const SearchRequest& request, const IndexStore& store, const Xapian::Database& database, SearchResult& result) {
    Xapian::Enquire enquire(database);
    enquire.set_query(plan.query);
    enquire.set_weighting_scheme(weighting());
    Xapian::MultiValueKeyMaker keys;
    set_order(enquire, plan, request.sort, keys);
    FacetSpy facets;
    enquire.add_matchspy(&facets);
    // Every match is checked, so that total and facets are exact (decision 6).
    const auto first = static_cast<Xapian::doccount>(std::min<std::size_t>(request.offset, database.get_doccount()));
    const auto size = static_cast<Xapian::doccount>(std::min<std::size_t>(request.limit, database.get_doccount()));
    const Xapian::MSet matches = enquire.get_mset(first, size, database.get_doccount());
    result.total = matches.get_matches_estimated();
    result.facets = facets.counts();
    result.hits.clear();
    const MarkFinder finder(plan.marks);
    for (auto match = matches.begin(); match != matches.end(); ++match) result.hits.push_back(make_hit(match, finder, request.passages, store));
    if (request.explain && plan.ranked && !result.hits.empty()) share_out(plan, matches, database, result);
}

std::size_t count_matches(const Xapian::Query& query, const Xapian::Database& database) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
}

}  // namespace assay
