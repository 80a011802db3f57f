#include "query/match/page.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <span>
#include <string>

#include "indexer/schema/fields.h"
#include "query/match/boosting.h"
#include "query/plan/ranking.h"
#include "query/words/document_set.h"

namespace assay {
namespace {

constexpr std::size_t boosted_depth = 40;

/// Knows all matches, if Xapian is asked to check them all (check_at_least = number of notes;
/// decision 6).
class MatchCollector : public Xapian::MatchSpy {
public:
    void operator()(const Xapian::Document& document, double) override {
        documents.push_back(document.get_docid());
    }
    std::vector<Xapian::docid> documents;
};

void set_order(Xapian::Enquire& enquire, SortBy sort, bool reverse,
               Xapian::MultiValueKeyMaker& keys) {
    constexpr bool descending = true, ascending = false;
    const auto order_by = [&](Field field, bool usual) {
        // Either way a note without the value is last.
        const bool direction = usual != reverse;
        keys.add_value(slot(field), direction, direction == ascending ? "\xff" : "");
    };
    switch (sort) {
        case SortBy::relevance:
        case SortBy::created: order_by(Field::created, descending); break;
        case SortBy::updated: order_by(Field::updated, descending); break;
        case SortBy::modified: order_by(Field::modified, descending); break;
        case SortBy::words: order_by(Field::words, descending); break;
        case SortBy::title: order_by(Field::title, ascending); break;
        case SortBy::path: order_by(Field::path, ascending); break;
    }
    // Equals are newest first, whatever the direction.
    keys.add_value(slot(Field::created), descending);
    keys.add_value(slot(Field::path), ascending);
    constexpr bool key_as_made = false;
    enquire.set_sort_by_key(&keys, key_as_made);
}

std::vector<Ranked> ranked_of(const Xapian::MSet& matches) {
    std::vector<Ranked> ranked;
    for (auto match = matches.begin(); match != matches.end(); ++match)
        ranked.push_back({*match, match.get_weight(), {}, false});
    return ranked;
}

/// Newest first, then by path. `equals` in any order.
void order_equals(std::span<Ranked> equals, const Xapian::Database& database) {
    std::sort(equals.begin(), equals.end(),
              [](const Ranked& a, const Ranked& b) { return a.document < b.document; });
    struct Key {
        std::string created, path;
        Ranked note;
    };
    std::vector<Key> keys;
    auto created = database.valuestream_begin(slot(Field::created)),
         path = database.valuestream_begin(slot(Field::path));
    const auto value_of = [](Xapian::ValueIterator& value, Xapian::docid document) {
        if (value == Xapian::ValueIterator()) return std::string();
        value.skip_to(document);
        return value != Xapian::ValueIterator() && value.get_docid() == document ? *value
                                                                                 : std::string();
    };
    for (Ranked& note : equals)
        keys.push_back(
            {value_of(created, note.document), value_of(path, note.document), std::move(note)});
    std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
        return a.created != b.created ? a.created > b.created : a.path < b.path;
    });
    std::transform(keys.begin(), keys.end(), equals.begin(),
                   [](Key& key) { return std::move(key.note); });
}

/// Orders those of equal score, where some of them are between `first` and `end`.
void order_equals(std::vector<Ranked>& ranked, std::size_t first, std::size_t end,
                  const Xapian::Database& database) {
    for (std::size_t begin = 0; begin < std::min(end, ranked.size());) {
        std::size_t behind = begin + 1;
        while (behind < ranked.size() && ranked[behind].score == ranked[begin].score) ++behind;
        if (behind - begin > 1 && behind > first)
            order_equals(std::span(ranked).subspan(begin, behind - begin), database);
        begin = behind;
    }
}

/// The best matches by score, at most so many; each call also finds all that match.
using FirstMatches = std::function<std::vector<Ranked>(std::size_t most)>;

FirstMatches by_xapian(Xapian::Enquire& enquire, const Xapian::Database& database,
                       std::vector<Xapian::docid>& all) {
    return [&](std::size_t most) {
        MatchCollector collector;
        enquire.clear_matchspies();
        enquire.add_matchspy(&collector);
        const std::vector<Ranked> first = ranked_of(
            enquire.get_mset(0, static_cast<Xapian::doccount>(most), database.get_doccount()));
        enquire.clear_matchspies();
        all = std::move(collector.documents);
        return first;
    };
}

/// `among`: these of them, where it is given.
FirstMatches by_words(const WordMatch& words, std::vector<Xapian::docid>& all,
                      const std::vector<Xapian::docid>* among = nullptr) {
    return [&, among](std::size_t most) {
        all = among ? *among : words.documents();
        std::vector<Ranked> first;
        for (const Weighed& each : words.best(most, among))
            first.push_back({each.document, each.weight, {}, false});
        return first;
    };
}

/// `page` at least and about `depth`: of those with equal scores all are there or none, however the
/// index came to be.
std::vector<Ranked> best_matches(const FirstMatches& first_matches, std::size_t page,
                                 std::size_t depth, const std::vector<Xapian::docid>& all) {
    for (std::size_t most = page == 0 ? 0 : std::max(page, depth) + 1;; most *= 8) {
        std::vector<Ranked> ranked = first_matches(most);
        if (ranked.size() < all.size() && !ranked.empty()) {
            const double last = ranked.back().score;  // its equals may be missing
            while (!ranked.empty() && ranked.back().score == last) ranked.pop_back();
        }
        if (ranked.size() >= std::min(page, all.size())) return ranked;
    }
}

/// The best of the matches with their boosts, and the rest behind them in the order they have.
/// Boosts read positions, which takes as long as the match; nobody sees what they do to the
/// fortieth note (fifty rank no better: cranfield, cacm, known items of two blogs; thirty do
/// worse). A boost only adds: what is left without stays behind the last of the best, and pages of
/// one answer agree. `matches` are the first of `all`, `boosted_depth` at least, by their words
/// alone.
std::vector<Ranked> boosted(const QueryPlan& plan, Xapian::Enquire& enquire,
                            std::vector<Ranked> matches, const std::vector<Xapian::docid>& all,
                            const Xapian::Database& database) {
    // Of equals all are among the best or none, whatever the page that was asked for.
    std::size_t count = std::min(matches.size(), boosted_depth);
    while (count > 0 && count < matches.size() &&
           matches[count - 1].score == matches[boosted_depth].score)
        --count;
    std::vector<Ranked> best(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(count));
    std::vector<Xapian::docid> taken;
    for (const Ranked& each : best) taken.push_back(each.document);
    std::sort(taken.begin(), taken.end());
    const auto look_at = [&](const std::vector<Xapian::docid>& more) {
        std::vector<Xapian::docid> others, looked_at;
        std::set_difference(more.begin(), more.end(), taken.begin(), taken.end(),
                            std::back_inserter(others));
        if (others.empty()) return;
        if (!plan.only_words)
            enquire.set_query(
                Xapian::Query(Xapian::Query::OP_FILTER, plan.query, documents_query(others)));
        const FirstMatches first_matches = plan.only_words
                                               ? by_words(*plan.only_words, looked_at, &others)
                                               : by_xapian(enquire, database, looked_at);
        for (Ranked& each : best_matches(first_matches, boosted_depth, boosted_depth, looked_at)) {
            taken.insert(std::lower_bound(taken.begin(), taken.end(), each.document),
                         each.document);
            best.push_back(std::move(each));
        }
    };
    const std::vector<Xapian::docid> titled =
        in_both(documents_with_all(plan.boosts.in_title, *plan.postings), all);
    look_at(titled);
    look_at(in_both(documents_with_all(plan.boosts.same_title, *plan.postings), all));
    std::erase_if(matches, [&](const Ranked& each) {
        return std::binary_search(taken.begin(), taken.end(), each.document);
    });
    best = with_boosts(std::move(best), plan.boosts, titled, *plan.postings);
    std::vector<Ranked> ranked;
    std::merge(best.begin(), best.end(), matches.begin(), matches.end(), std::back_inserter(ranked),
               scores_more);
    return ranked;
}

}  // namespace

Page page_of(const QueryPlan& plan, const SearchRequest& request,
             const Xapian::Database& database) {
    Page page;
    Xapian::Enquire enquire(database);
    enquire.set_query(plan.query);
    enquire.set_weighting_scheme(weighting(plan.postings->normalization()));
    const std::size_t notes = database.get_doccount();
    const std::size_t first = std::min(request.offset, notes),
                      end = first + std::min(request.limit, notes - first);
    std::vector<Ranked>& ranked = page.notes;
    Xapian::MultiValueKeyMaker keys;
    if (request.sort == SortBy::relevance && plan.ranked) {
        const FirstMatches matches = plan.only_words ? by_words(*plan.only_words, page.matches)
                                                     : by_xapian(enquire, database, page.matches);
        ranked = best_matches(matches, end == first ? 0 : end,
                              plan.boosts.empty() ? 0 : boosted_depth, page.matches);
        if (end > first && !plan.boosts.empty())
            ranked = boosted(plan, enquire, std::move(ranked), page.matches, database);
        order_equals(ranked, first, end, database);
    } else {
        set_order(enquire, request.sort, request.reverse, keys);
        ranked = by_xapian(enquire, database, page.matches)(end);
    }
    ranked.resize(std::min(ranked.size(), end));
    ranked.erase(ranked.begin(),
                 ranked.begin() + static_cast<std::ptrdiff_t>(std::min(first, ranked.size())));
    return page;
}

}  // namespace assay
