#include "query/match/boosting.h"

#include <algorithm>
#include <iterator>
#include <optional>
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
        for (const Ranked& note : notes_) documents_.push_back(note.document);
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
            note_of(posting.document)
                .gains.push_back(
                    {boost.what, boost.share * weight.of(posting.wdf,
                                                         reader_.length_factor(posting.document))});
    }

    void add(const std::vector<ProximityBoost>& proximity_boosts, const Documents& titled) {
        Documents before;
        for (const ProximityBoost& boost : proximity_boosts) {
            const std::vector<Boosted> boosted =
                boosted_by(boost, among(boost, titled, std::move(before)));
            before.clear();
            for (const Boosted& each : boosted) {
                before.push_back(each.document);
                note_of(each.document)
                    .gains.push_back(
                        {boost.what, boost.share * each.strength * note_of(each.document).score});
            }
        }
    }

    /// Adds each extra with a query of its own: in an OR of phrases, Xapian 1.4.22 also adds the
    /// weight of phrases that are not in the note (doc/engine-notes.md, "Weights").
    void add(const WeighedPart& extra) {
        for_each_match(
            Xapian::Query(Xapian::Query::OP_FILTER, extra.query, documents_query(documents_)),
            [&](Xapian::docid document, double weight) { note_of(document).score += weight; });
    }

    std::vector<Ranked> take() {
        for (Ranked& note : notes_) {
            note.boosted = true;
            for (const Ranked::Gain& gain : note.gains) note.score += gain.score;
        }
        std::sort(notes_.begin(), notes_.end(), scores_more);
        return std::move(notes_);
    }

private:
    Ranked& note_of(Xapian::docid document) {
        return notes_[static_cast<std::size_t>(
            std::lower_bound(documents_.begin(), documents_.end(), document) - documents_.begin())];
    }

    template <class Take>
    void for_each_match(const Xapian::Query& query, Take take) {
        enquire_.set_query(query);
        const Xapian::MSet matches =
            enquire_.get_mset(0, static_cast<Xapian::doccount>(documents_.size()));
        for (auto match = matches.begin(); match != matches.end(); ++match)
            take(*match, match.get_weight());
    }

    Documents among(const ProximityBoost& boost, const Documents& titled,
                    Documents boosted_before) const {
        switch (boost.among) {
            case ProximityBoost::Among::all: return documents_;
            case ProximityBoost::Among::titled: return in_both(documents_, titled);
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

    std::vector<Ranked> notes_;  // sorted by docid
    Documents documents_;        // the docids of notes_
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
                                const std::vector<Xapian::docid>& titled, PostingReader& reader) {
    Booster booster(std::move(notes), reader);
    for (const TermBoost& boost : boosts.term_boosts) booster.add(boost);
    booster.add(boosts.proximity_boosts,
                titled);  // before the extras: they are shares of the words' weights only
    for (const WeighedPart& extra : boosts.extras) booster.add(extra);
    return booster.take();
}

}  // namespace assay::query
