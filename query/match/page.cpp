#include "query/match/page.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "indexer/schema/fields.h"
#include "query/match/boosting.h"
#include "query/match/matcher.h"

namespace assay::query {
namespace {

constexpr std::size_t boosted_depth = 40;

/// Orders notes of equal score: newest first, then by path.
void order_equals(std::span<Ranked> equals, const Xapian::Database& database) {
    std::sort(equals.begin(), equals.end(),
              [](const Ranked& a, const Ranked& b) { return a.document < b.document; });
    struct Key {
        std::string created, path;
        Ranked note;
    };
    std::vector<Key> keys;
    auto created = database.valuestream_begin(schema::slot(schema::Field::created)),
         path = database.valuestream_begin(schema::slot(schema::Field::path));
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

/// Orders notes of equal score, if some of them are in [first, end).
void order_equals(std::vector<Ranked>& ranked, std::size_t first, std::size_t end,
                  const Xapian::Database& database) {
    for (std::size_t begin = 0; begin < std::min(end, ranked.size());) {
        std::size_t after = begin + 1;
        while (after < ranked.size() && ranked[after].score == ranked[begin].score) ++after;
        if (after - begin > 1 && after > first)
            order_equals(std::span(ranked).subspan(begin, after - begin), database);
        begin = after;
    }
}

/// Returns at least the `page` best matches, and about `depth` if that is more. Of notes with equal
/// scores it returns all or none, so that the result does not depend on docids.
std::vector<Ranked> best_matches(Matcher& matcher, std::size_t page, std::size_t depth) {
    for (std::size_t limit = page == 0 ? 0 : std::max(page, depth) + 1;; limit *= 8) {
        std::vector<Ranked> ranked = matcher.best(limit);
        const std::size_t all = matcher.all().size();
        if (ranked.size() < all && !ranked.empty()) {
            const double last = ranked.back().score;  // others with this score may be missing
            while (!ranked.empty() && ranked.back().score == last) ranked.pop_back();
        }
        if (ranked.size() >= std::min(page, all)) return ranked;
    }
}

/// Returns the best matches with their boosts, and the rest after them in their order; the first
/// `wanted` are in their places. `matches`: at least the `boosted_depth` best of `matcher`, by the
/// weights of their words alone.
///
/// Boosts read positions, which takes as long as matching, so only the best get them. Boosting
/// fifty notes ranks no better than forty, and thirty ranks worse (cranfield, cacm, known items of
/// two blogs). A boost only adds to a score: notes without boosts stay after the last of the best,
/// and the pages of one answer fit together.
std::vector<Ranked> boosted(const QueryPlan& plan, Matcher& matcher, std::size_t wanted,
                            std::vector<Ranked> matches) {
    // Of notes with equal scores all are among the best or none, whichever page is asked for.
    std::size_t count = std::min(matches.size(), boosted_depth);
    while (count > 0 && count < matches.size() &&
           matches[count - 1].score == matches[boosted_depth].score)
        --count;
    std::vector<Ranked> best(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(count));
    std::vector<Xapian::docid> taken;
    for (const Ranked& each : best) taken.push_back(each.document);
    std::sort(taken.begin(), taken.end());
    const auto look_at = [&](const std::vector<Xapian::docid>& more) {
        std::vector<Xapian::docid> others;
        std::set_difference(more.begin(), more.end(), taken.begin(), taken.end(),
                            std::back_inserter(others));
        if (others.empty()) return;
        const std::unique_ptr<Matcher> among_others = matcher.among(std::move(others));
        for (Ranked& each : best_matches(*among_others, boosted_depth, boosted_depth)) {
            taken.insert(std::lower_bound(taken.begin(), taken.end(), each.document),
                         each.document);
            best.push_back(std::move(each));
        }
    };
    const std::vector<Xapian::docid> titled =
        in_both(documents_with_all(plan.boosts.in_title, *plan.postings), matcher.all());
    look_at(titled);
    look_at(in_both(documents_with_all(plan.boosts.same_title, *plan.postings), matcher.all()));
    std::erase_if(matches, [&](const Ranked& each) {
        return std::binary_search(taken.begin(), taken.end(), each.document);
    });
    best = with_boosts(std::move(best), plan.boosts, titled, wanted, *plan.postings);
    std::vector<Ranked> ranked;
    std::merge(best.begin(), best.end(), matches.begin(), matches.end(), std::back_inserter(ranked),
               scores_more);
    return ranked;
}

/// Orders notes by how many notes link to each. Equals keep their order.
std::vector<Ranked> by_links(std::vector<Ranked> ranked, const SearchRequest& request) {
    const auto& links_in = request.link_source->links_in();
    const auto count = [&](const Ranked& note) {
        const auto known = links_in.find(note.document);
        return known == links_in.end() ? 0 : known->second;
    };
    std::stable_sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) {
        return request.reverse ? count(a) < count(b) : count(a) > count(b);
    });
    return ranked;
}

}  // namespace

Page page_of(const QueryPlan& plan, const SearchRequest& request,
             const Xapian::Database& database) {
    const std::size_t notes = database.get_doccount();
    const std::size_t first = std::min(request.offset, notes),
                      end = first + std::min(request.limit, notes - first);
    const bool by_weight = request.sort == SortBy::relevance && plan.ranked;
    const std::unique_ptr<Matcher> matcher =
        by_weight ? matcher_by_weight(plan, database)
                  : matcher_by_value(plan, request.sort,
                                     request.reverse && request.sort != SortBy::links, database);
    std::vector<Ranked> ranked;
    if (by_weight) {
        ranked =
            best_matches(*matcher, end == first ? 0 : end, plan.boosts.empty() ? 0 : boosted_depth);
        if (end > first && !plan.boosts.empty())
            ranked = boosted(plan, *matcher, end, std::move(ranked));
        order_equals(ranked, first, end, database);
    } else if (request.sort == SortBy::links) {
        ranked = by_links(matcher->best(notes), request);
    } else {
        ranked = matcher->best(end);
    }
    ranked.resize(std::min(ranked.size(), end));
    ranked.erase(ranked.begin(),
                 ranked.begin() + static_cast<std::ptrdiff_t>(std::min(first, ranked.size())));
    return {std::move(ranked), matcher->all()};
}

}  // namespace assay::query
