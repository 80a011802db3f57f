#include "query/matching.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <vector>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"
#include "indexer/schema/read_guard.h"
#include "query/document_set.h"
#include "query/facets.h"
#include "query/hit.h"
#include "query/marks.h"
#include "query/passages.h"
#include "query/ranking.h"

namespace assay {
namespace {

constexpr std::size_t boosted_depth = 100;

/// Newest first, then by path: every order is total, so that the same question gets the same answer.
void add_tie_keys(Xapian::MultiValueKeyMaker& keys) {
    constexpr bool descending = true, ascending = false;
    keys.add_value(slot(Field::created), descending);
    keys.add_value(slot(Field::path), ascending);
}

void set_order(Xapian::Enquire& enquire, SortBy sort, Xapian::MultiValueKeyMaker& keys) {
    constexpr bool descending = true, ascending = false;
    switch (sort) {
        case SortBy::relevance:
        case SortBy::created: break;
        case SortBy::updated: keys.add_value(slot(Field::updated), descending); break;
        case SortBy::words: keys.add_value(slot(Field::words), descending); break;
        case SortBy::title: keys.add_value(slot(Field::title), ascending); break;
        case SortBy::path: keys.add_value(slot(Field::path), ascending); break;
    }
    add_tie_keys(keys);
    constexpr bool key_as_made = false;
    enquire.set_sort_by_key(&keys, key_as_made);
}

std::vector<Ranked> ranked_of(const Xapian::MSet& matches) {
    std::vector<Ranked> ranked;
    for (auto match = matches.begin(); match != matches.end(); ++match) ranked.push_back({*match, match.get_weight(), {}});
    return ranked;
}

/// Xapian would make the key of every match to sort by; only equals need one.
void order_equals(std::vector<Ranked>& ranked, const Xapian::Database& database) {
    Xapian::MultiValueKeyMaker keys;
    add_tie_keys(keys);
    for (auto first = ranked.begin(); first != ranked.end();) {
        const auto end = std::find_if(first, ranked.end(), [&](const Ranked& each) { return each.score != first->score; });
        if (end - first > 1) {
            std::vector<std::pair<std::string, Ranked>> equals;
            for (auto each = first; each != end; ++each) equals.emplace_back(keys(database.get_document(each->document)), *each);
            std::sort(equals.begin(), equals.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
            std::transform(equals.begin(), equals.end(), first, [](const auto& each) { return each.second; });
        }
        first = end;
    }
}

/// The first matches by score, `page` at least and about `depth`: of those with equal scores all are there or none, however the index came to be.
std::vector<Ranked> best_matches(Xapian::Enquire& enquire, std::size_t page, std::size_t depth, const Xapian::Database& database, SearchResult& result) {
    const Xapian::doccount notes = database.get_doccount();
    for (std::size_t most = page == 0 ? 0 : std::max(page, depth) + 1;; most *= 8) {
        // Every match is checked, so that total and facets are exact (decision 6).
        const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(std::min<std::size_t>(most, notes)), notes);
        result.total = matches.get_matches_estimated();
        enquire.clear_matchspies();
        std::vector<Ranked> ranked = ranked_of(matches);
        if (ranked.size() < result.total && !ranked.empty()) {
            const double last = ranked.back().score;  // its equals may be missing
            while (!ranked.empty() && ranked.back().score == last) ranked.pop_back();
        }
        if (ranked.size() < std::min(page, result.total)) continue;
        order_equals(ranked, database);
        return ranked;
    }
}

/// Adds to the scores of `ranked` what the boosts of the plan give them.
void boost(std::vector<Ranked>& ranked, const QueryPlan& plan, Xapian::Enquire& enquire) {
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.document < b.document; });
    std::vector<Xapian::docid> documents;
    for (const Ranked& each : ranked) documents.push_back(each.document);
    // Xapian checks positions last: they are read for no other notes.
    const Xapian::Query notes = documents_query(documents);
    for (std::size_t i = 0; i < plan.boosts.size(); ++i) {
        const Boost& boost = plan.boosts[i];
        enquire.set_query(boost.of_whole ? Xapian::Query(Xapian::Query::OP_FILTER, notes, boost.query) : Xapian::Query(Xapian::Query::OP_FILTER, boost.query, notes));
        const Xapian::MSet gaining = enquire.get_mset(0, static_cast<Xapian::doccount>(documents.size()));
        for (auto match = gaining.begin(); match != gaining.end(); ++match) {
            Ranked& each = ranked[static_cast<std::size_t>(std::lower_bound(documents.begin(), documents.end(), *match) - documents.begin())];
            each.gains.push_back({i, boost.share * (boost.of_whole ? each.score : match.get_weight())});
        }
    }
    for (Ranked& each : ranked)
        for (const Ranked::Gain& gain : each.gains) each.score += gain.score;
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
}

/// The best of the matches with their boosts, and the rest behind them in the order they have. Boosts read positions, which takes several times
/// as long as the match; nobody sees what they do to the hundredth note. A boost only adds: what is left without stays behind the last of
/// the best, and pages of one answer agree. `matches` are the first of `total`, `boosted_depth` at least, by their words alone.
std::vector<Ranked> boosted(const QueryPlan& plan, Xapian::Enquire& enquire, const std::vector<Ranked>& matches, std::size_t total, const Xapian::Database& database) {
    // Of equals all are among the best or none, whatever the page that was asked for.
    std::size_t count = std::min(matches.size(), boosted_depth);
    while (count > 0 && count < matches.size() && matches[count - 1].score == matches[boosted_depth].score) --count;
    const auto depth = static_cast<std::ptrdiff_t>(count);
    std::vector<Ranked> best(matches.begin(), matches.begin() + depth), rest(matches.begin() + depth, matches.end());
    if (best.size() < total) {
        for (const Xapian::Query& title : plan.titles) {
            enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, plan.query, title));
            for (Ranked& each : ranked_of(enquire.get_mset(0, static_cast<Xapian::doccount>(boosted_depth)))) {
                const auto same = [&](const Ranked& other) { return other.document == each.document; };
                if (std::none_of(best.begin(), best.end(), same)) best.push_back(std::move(each));
            }
        }
        std::erase_if(rest, [&](const Ranked& each) { return std::any_of(best.begin() + depth, best.end(), [&](const Ranked& other) { return other.document == each.document; }); });
    }
    boost(best, plan, enquire);
    order_equals(best, database);
    std::vector<Ranked> all;
    std::merge(best.begin(), best.end(), rest.begin(), rest.end(), std::back_inserter(all), [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
    return all;
}

Hit make_hit(const Xapian::Database& database, const Ranked& ranked, std::size_t rank, const MarkFinder& finder, std::size_t most_passages, const IndexStore& store) {
    ReadGuard::still_alive();
    std::optional<NoteRecord> record = unpack_record(database.get_document(ranked.document).get_data());
    if (!record)
        throw Failure(index_error(Xapian::DatabaseCorruptError("a note's record is damaged"), store.directory()));
    Hit hit;
    hit.rank = rank;
    hit.score = ranked.score;
    Passages passages = choose_passages(*record, finder, most_passages);
    hit.passages = std::move(passages.shown);
    hit.more_passages = passages.more;
    const std::vector<Match> in_title = finder.find(record->title, Field::title);
    hit.title_marks = merge_marks(record->title, in_title.data(), in_title.data() + in_title.size());
    describe_note(*record, hit);
    return hit;
}

/// The score of each hit by what it is made of: each part of the plan is weighed alone over the hits, with the statistics of the whole.
void share_out(const QueryPlan& plan, std::span<const Ranked> ranked, const Xapian::Database& database, SearchResult& result) {
    std::vector<Xapian::docid> documents;
    for (const Ranked& each : ranked) documents.push_back(each.document);
    std::sort(documents.begin(), documents.end());
    for (const WeighedPart& part : plan.parts) {
        Xapian::Enquire enquire(database);
        enquire.set_weighting_scheme(weighting());
        enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, part.query, documents_query(documents)));
        const Xapian::MSet weighed = enquire.get_mset(0, static_cast<Xapian::doccount>(documents.size()));
        for (auto match = weighed.begin(); match != weighed.end(); ++match) {
            const auto hit = std::find_if(ranked.begin(), ranked.end(), [&](const Ranked& each) { return each.document == *match; });
            if (match.get_weight() > 0) result.hits[static_cast<std::size_t>(hit - ranked.begin())].shares.push_back({part.what, match.get_weight()});
        }
    }
    for (std::size_t i = 0; i < ranked.size(); ++i)
        for (const Ranked::Gain& gain : ranked[i].gains) result.hits[i].shares.push_back({plan.boosts[gain.boost].what, gain.score});
    for (Hit& hit : result.hits) std::stable_sort(hit.shares.begin(), hit.shares.end(), [](const Share& a, const Share& b) { return a.score > b.score; });
}

}  // namespace

std::vector<Ranked> rank(const QueryPlan& plan, const SearchRequest& request, const Xapian::Database& database, SearchResult& result, Xapian::MatchSpy* spy) {
    Xapian::Enquire enquire(database);
    enquire.set_query(plan.query);
    enquire.set_weighting_scheme(weighting());
    if (spy != nullptr) enquire.add_matchspy(spy);
    const std::size_t notes = database.get_doccount();
    const std::size_t first = std::min(request.offset, notes), end = first + std::min(request.limit, notes - first);
    std::vector<Ranked> ranked;
    Xapian::MultiValueKeyMaker keys;
    if (request.sort == SortBy::relevance && plan.ranked) {
        ranked = best_matches(enquire, end == first ? 0 : end, plan.boosts.empty() ? 0 : boosted_depth, database, result);
        if (end > first && !plan.boosts.empty()) ranked = boosted(plan, enquire, ranked, result.total, database);
    } else {
        set_order(enquire, request.sort, keys);
        const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(end), static_cast<Xapian::doccount>(notes));
        result.total = matches.get_matches_estimated();
        ranked = ranked_of(matches);
    }
    ranked.resize(std::min(ranked.size(), end));
    ranked.erase(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(std::min(first, ranked.size())));
    return ranked;
}

void match(const QueryPlan& plan, const SearchRequest& request, const IndexStore& store, const Xapian::Database& database, SearchResult& result) {
    FacetSpy facets(request.facets);
    const std::vector<Ranked> ranked = rank(plan, request, database, result, request.facets.empty() ? nullptr : &facets);
    result.facets = facets.counts();
    result.hits.clear();
    const MarkFinder finder(plan.marks);
    for (std::size_t i = 0; i < ranked.size(); ++i) result.hits.push_back(make_hit(database, ranked[i], request.offset + i + 1, finder, request.passages, store));
    if (request.explain && plan.ranked) share_out(plan, ranked, database, result);
}

std::size_t count_matches(const Xapian::Query& query, const Xapian::Database& database) {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(weighting());
    return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
}

}  // namespace assay
