#include "query/match/matcher.h"

#include <optional>
#include <utility>

#include "indexer/schema/fields.h"
#include "query/words/document_set.h"
#include "query/words/weighting.h"

namespace assay::query {
namespace {

using Documents = std::vector<Xapian::docid>;  // sorted

/// Sees every match if Xapian is told to check all notes (check_at_least; doc/engine-notes.md,
/// "Values and facets").
class MatchCollector : public Xapian::MatchSpy {
public:
    void operator()(const Xapian::Document& document, double) override {
        documents.push_back(document.get_docid());
    }
    Documents documents;
};

/// Uses Xapian's matcher.
class XapianMatcher : public Matcher {
public:
    /// `keys`: what to sort by; nullptr sorts by weight.
    XapianMatcher(const Xapian::Database& database, Xapian::Query query, double normalization,
                  std::unique_ptr<Xapian::KeyMaker> keys = nullptr)
        : database_(database),
          query_(std::move(query)),
          normalization_(normalization),
          keys_(std::move(keys)),
          enquire_(database) {
        enquire_.set_query(query_);
        enquire_.set_weighting_scheme(weighting(normalization_));
        constexpr bool key_as_made = false;
        if (keys_) enquire_.set_sort_by_key(keys_.get(), key_as_made);
    }

    const Documents& all() override {
        if (!all_) best(0);
        return *all_;
    }

    std::vector<Ranked> best(std::size_t limit) override {
        MatchCollector collector;
        enquire_.clear_matchspies();
        enquire_.add_matchspy(&collector);
        const Xapian::MSet matches =
            enquire_.get_mset(0, static_cast<Xapian::doccount>(limit), database_.get_doccount());
        enquire_.clear_matchspies();
        all_ = std::move(collector.documents);
        std::vector<Ranked> best;
        for (auto match = matches.begin(); match != matches.end(); ++match)
            best.push_back({*match, match.get_weight(), {}, false});
        return best;
    }

    std::unique_ptr<Matcher> among(Documents candidates) const override {
        return std::make_unique<XapianMatcher>(
            database_,
            Xapian::Query(Xapian::Query::OP_FILTER, query_, documents_query(std::move(candidates))),
            normalization_);
    }

private:
    const Xapian::Database& database_;
    Xapian::Query query_;
    double normalization_;
    std::unique_ptr<Xapian::KeyMaker> keys_;
    Xapian::Enquire enquire_;
    std::optional<Documents> all_;  // empty until the first match
};

/// Matches a query of words alone, without Xapian's matcher.
class WordMatcher : public Matcher {
public:
    explicit WordMatcher(const WordMatch& words) : words_(words) {}
    WordMatcher(const WordMatch& words, Documents candidates)
        : words_(words), candidates_(std::move(candidates)) {}

    const Documents& all() override { return candidates_ ? *candidates_ : words_.documents(); }

    std::vector<Ranked> best(std::size_t limit) override {
        std::vector<Ranked> best;
        for (const Weighed& each : words_.best(limit, candidates_ ? &*candidates_ : nullptr))
            best.push_back({each.document, each.weight, {}, false});
        return best;
    }

    std::unique_ptr<Matcher> among(Documents candidates) const override {
        return std::make_unique<WordMatcher>(words_, std::move(candidates));
    }

private:
    const WordMatch& words_;
    std::optional<Documents> candidates_;
};

std::unique_ptr<Xapian::KeyMaker> keys_of(SortBy sort, bool reverse) {
    auto keys = std::make_unique<Xapian::MultiValueKeyMaker>();
    constexpr bool descending = true, ascending = false;
    const auto order_by = [&](schema::Field field, bool usual) {
        // A note without the value is last in both directions.
        const bool direction = usual != reverse;
        keys->add_value(schema::slot(field), direction, direction == ascending ? "\xff" : "");
    };
    switch (sort) {
        case SortBy::links:
        case SortBy::relevance:
        case SortBy::created: order_by(schema::Field::created, descending); break;
        case SortBy::updated: order_by(schema::Field::updated, descending); break;
        case SortBy::modified: order_by(schema::Field::modified, descending); break;
        case SortBy::words: order_by(schema::Field::words, descending); break;
        case SortBy::title: order_by(schema::Field::title, ascending); break;
        case SortBy::path: order_by(schema::Field::path, ascending); break;
    }
    keys->add_value(schema::slot(schema::Field::created), descending);
    keys->add_value(schema::slot(schema::Field::path), ascending);
    return keys;
}

}  // namespace

std::unique_ptr<Matcher> matcher_by_weight(const QueryPlan& plan,
                                           const Xapian::Database& database) {
    if (const WordMatch* words = plan.match.only_words())
        return std::make_unique<WordMatcher>(*words);
    return std::make_unique<XapianMatcher>(database, plan.match.query(),
                                           plan.postings->normalization());
}

std::unique_ptr<Matcher> matcher_by_value(const QueryPlan& plan, SortBy sort, bool reverse,
                                          const Xapian::Database& database) {
    return std::make_unique<XapianMatcher>(database, plan.match.query(),
                                           plan.postings->normalization(), keys_of(sort, reverse));
}

}  // namespace assay::query
