#include "query/match/boosting.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "indexer/schema/fields.h"
#include "query/plan/spans.h"
#include "query/words/document_set.h"
#include "query/words/weighting.h"

namespace assay::query {
namespace {

using Documents = std::vector<Xapian::docid>;  // sorted

/// A note that gets a boost, and which part of its share: at most 1.
struct Boosted {
    Xapian::docid document = 0;
    double strength = 0;
};

double strength_at(std::size_t distance, const ProximityBoost& boost) {
    if (distance > std::max(boost.distance, boost.furthest)) return 0;
    return distance <= boost.distance
               ? 1
               : static_cast<double>(boost.distance) / static_cast<double>(distance);
}

class Booster {
public:
    Booster(std::vector<Ranked> notes, PostingReader& reader)
        : notes_(std::move(notes)),
          reader_(reader),
          positions_(reader.database()),
          enquire_(reader.database()) {
        std::sort(notes_.begin(), notes_.end(),
                  [](const Ranked& a, const Ranked& b) { return a.document < b.document; });
        for (const Ranked& note : notes_) {
            documents_.push_back(note.document);
            weights_.push_back(note.score);
        }
        enquire_.set_weighting_scheme(weighting(reader.normalization()));
    }

    void add(const TermBoost& boost) {
        Documents written = documents_;
        if (!boost.exact.empty()) {
            written.clear();
            for (const Posting& posting : reader_.in(documents_, boost.exact))
                written.push_back(posting.document);
        }
        const Postings postings = reader_.in(written, boost.term);
        if (postings.empty()) return;
        const TermWeight weight(reader_.times(boost.term), reader_.notes_with(boost.term),
                                reader_.notes());
        for (const Posting& posting : postings)
            notes_[index_of(posting.document)].gains.push_back(
                {boost.what,
                 boost.share * weight.of(posting.wdf, reader_.length_factor(posting.document))});
    }

    /// Adds the boosts for words in titles to all notes, and those that read more positions to
    /// notes that may be among the `wanted` first.
    void add(std::span<const ProximityBoost> boosts, const Documents& titled, std::size_t wanted) {
        const auto first_of_all = std::find_if(
            boosts.begin(), boosts.end(),
            [](const ProximityBoost& boost) { return boost.among == ProximityBoost::Among::all; });
        add_among({boosts.begin(), first_of_all}, documents_, titled);
        add_to_first({first_of_all, boosts.end()}, wanted);
    }

    /// Adds each extra with a query of its own: in an OR of phrases, Xapian 1.4.22 also adds the
    /// weight of phrases that are not in the note (doc/engine-notes.md, "Weights").
    void add(const WeighedPart& extra) {
        for_each_match(
            Xapian::Query(Xapian::Query::OP_FILTER, extra.query, documents_query(documents_)),
            [&](Xapian::docid document, double weight) {
                notes_[index_of(document)].score += weight;
            });
    }

    std::vector<Ranked> take() {
        for (Ranked& note : notes_) {
            note.boosted = true;
            note.score = total_of(note);
        }
        std::sort(notes_.begin(), notes_.end(), scores_more);
        return std::move(notes_);
    }

private:
    /// Adds the boosts, each among the notes of `documents` that it considers.
    void add_among(std::span<const ProximityBoost> boosts, const Documents& documents,
                   const Documents& titled) {
        Documents before;
        for (const ProximityBoost& boost : boosts) {
            const std::vector<Boosted> boosted =
                boosted_by(boost, among(boost, documents, titled, std::move(before)));
            before.clear();
            for (const Boosted& each : boosted) {
                before.push_back(each.document);
                const std::size_t note = index_of(each.document);
                notes_[note].gains.push_back(
                    {boost.what, boost.share * each.strength * weights_[note]});
            }
        }
    }

    /// Adds the boosts to notes until the `wanted` first are known: those left out would come after
    /// them with all of the boosts, too. Most of the time of a search goes to the positions that
    /// these boosts read.
    void add_to_first(std::span<const ProximityBoost> boosts, std::size_t wanted) {
        if (boosts.empty()) return;
        constexpr std::size_t least_at_a_time = 16;
        constexpr double rounding = 1 + 1e-9;
        double share = 0;
        for (const ProximityBoost& boost : boosts) share += boost.share;
        const auto most_of = [&](std::size_t note) {
            return (total_of(notes_[note]) + share * weights_[note]) * rounding;
        };
        std::vector<std::pair<double, std::size_t>> by_most;
        for (std::size_t i = 0; i < notes_.size(); ++i) by_most.emplace_back(most_of(i), i);
        std::sort(by_most.begin(), by_most.end(), std::greater<>());
        std::vector<double> totals;  // of notes with the boosts, highest first
        for (std::size_t begin = 0; begin < by_most.size();) {
            if (begin >= wanted && by_most[begin].first < totals[wanted - 1]) return;
            const std::size_t end =
                std::min(by_most.size(), begin + std::max(wanted, least_at_a_time));
            Documents documents;
            for (std::size_t i = begin; i < end; ++i)
                documents.push_back(documents_[by_most[i].second]);
            std::sort(documents.begin(), documents.end());
            add_among(boosts, documents, {});
            for (; begin < end; ++begin) totals.push_back(total_of(notes_[by_most[begin].second]));
            std::sort(totals.begin(), totals.end(), std::greater<>());
        }
    }

    static double total_of(const Ranked& note) {
        double total = note.score;
        for (const Ranked::Gain& gain : note.gains) total += gain.score;
        return total;
    }

    std::size_t index_of(Xapian::docid document) const {
        return static_cast<std::size_t>(
            std::lower_bound(documents_.begin(), documents_.end(), document) - documents_.begin());
    }

    template <class Take>
    void for_each_match(const Xapian::Query& query, Take take) {
        enquire_.set_query(query);
        const Xapian::MSet matches =
            enquire_.get_mset(0, static_cast<Xapian::doccount>(documents_.size()));
        for (auto match = matches.begin(); match != matches.end(); ++match)
            take(*match, match.get_weight());
    }

    static Documents among(const ProximityBoost& boost, const Documents& documents,
                           const Documents& titled, Documents boosted_before) {
        switch (boost.among) {
            case ProximityBoost::Among::all: return documents;
            case ProximityBoost::Among::titled: return in_both(documents, titled);
            case ProximityBoost::Among::boosted_before: return boosted_before;
        }
        return {};
    }

    std::vector<Boosted> boosted_by(const ProximityBoost& boost, const Documents& in_question) {
        std::vector<Boosted> boosted;
        if (in_question.empty()) return boosted;
        if (boost.words.empty()) {
            for (const Xapian::docid document : in_question) boosted.push_back({document, 1});
        } else if (boost.in_order) {
            std::vector<std::string> terms;
            for (const WordClass& word : boost.words) terms.push_back(word.front().terms.front());
            for (const Xapian::docid document : in_question)
                if (has_phrase(document, terms, positions_)) boosted.push_back({document, 1});
        } else {
            boosted = boosted_by_nearness(boost, in_question);
        }
        return boosted;
    }

    std::vector<Boosted> boosted_by_nearness(const ProximityBoost& boost,
                                             const Documents& in_question) {
        std::vector<std::vector<Spans>> spans;
        for (const WordClass& word : boost.words)
            spans.push_back(spans_in(in_question, word, reader_, positions_));
        std::vector<Boosted> boosted;
        for (std::size_t i = 0; i < in_question.size(); ++i) {
            std::vector<const Spans*> lists;
            for (const std::vector<Spans>& of_word : spans) lists.push_back(&of_word[i]);
            std::optional<std::size_t> distance = least_distance(lists, nullptr);
            if (!distance || strength_at(*distance, boost) <= 0) continue;
            const std::vector<Xapian::termpos>& line_ends =
                positions_.of(in_question[i], schema::line_end_term());
            distance = least_distance(lists, &line_ends);
            if (distance && strength_at(*distance, boost) > 0)
                boosted.push_back({in_question[i], strength_at(*distance, boost)});
        }
        return boosted;
    }

    std::vector<Ranked> notes_;    // sorted by docid
    Documents documents_;          // the docids of notes_
    std::vector<double> weights_;  // of the words alone, of which boosts add a share
    PostingReader& reader_;
    PositionLists positions_;
    Xapian::Enquire enquire_;
};

}  // namespace

std::vector<Xapian::docid> in_both(const std::vector<Xapian::docid>& a,
                                   const std::vector<Xapian::docid>& b) {
    std::vector<Xapian::docid> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

std::vector<Ranked> with_boosts(std::vector<Ranked> notes, const Boosts& boosts,
                                const std::vector<Xapian::docid>& titled, std::size_t wanted,
                                PostingReader& reader) {
    Booster booster(std::move(notes), reader);
    for (const TermBoost& boost : boosts.term_boosts) booster.add(boost);
    for (const WeighedPart& extra : boosts.extras) booster.add(extra);
    booster.add(boosts.proximity_boosts, titled, wanted);
    return booster.take();
}

}  // namespace assay::query
