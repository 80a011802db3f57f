#include "query/match/boosting.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "indexer/schema/fields.h"
#include "query/plan/spans.h"
#include "query/words/document_set.h"
#include "query/words/weighting.h"

namespace assay {
namespace {

using Documents = std::vector<Xapian::docid>;  // by rising docid

/// A note that a lift applies to, and how much: at most 1.
struct Lifted {
    Xapian::docid document = 0;
    double strength = 0;
};

double strength_at(std::size_t distance, const Boosts::Lift& lift) {
    if (distance > std::max(lift.distance, lift.furthest)) return 0;
    return distance <= lift.distance
               ? 1
               : static_cast<double>(lift.distance) / static_cast<double>(distance);
}

class Booster {
public:
    Booster(std::vector<Ranked> notes, PostingReader& reader)
        : notes_(std::move(notes)), reader_(reader), enquire_(reader.database()) {
        std::sort(notes_.begin(), notes_.end(),
                  [](const Ranked& a, const Ranked& b) { return a.document < b.document; });
        for (const Ranked& note : notes_) documents_.push_back(note.document);
        enquire_.set_weighting_scheme(weighting(reader.normalization()));
    }

    void add(const Boosts::Surface& surface) {
        Documents written = documents_;
        if (!surface.exact.empty()) {
            written.clear();
            for (const Posting& posting : reader_.in(documents_, surface.exact))
                written.push_back(posting.document);
        }
        const Postings postings = reader_.in(written, surface.term);
        if (postings.empty()) return;
        const TermWeight weight(reader_.times(surface.term), reader_.notes_with(surface.term),
                                reader_.notes());
        for (const Posting& posting : postings)
            note_of(posting.document)
                .gains.push_back(
                    {surface.what, surface.share * weight.of(posting.wdf, reader_.length_factor(
                                                                              posting.document))});
    }

    void add(const std::vector<Boosts::Lift>& lifts, const Documents& titled) {
        Documents before;
        for (const Boosts::Lift& lift : lifts) {
            const std::vector<Lifted> lifted =
                lifted_by(lift, among(lift, titled, std::move(before)));
            before.clear();
            for (const Lifted& each : lifted) {
                before.push_back(each.document);
                note_of(each.document)
                    .gains.push_back(
                        {lift.what, lift.share * each.strength * note_of(each.document).score});
            }
        }
    }

    /// Each alone: of an OR of phrases Xapian 1.4.22 adds the weight of some that are not there
    /// (LeafPlanner::set_in_any).
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

    Documents among(const Boosts::Lift& lift, const Documents& titled,
                    Documents lifted_before) const {
        switch (lift.among) {
            case Boosts::Lift::Among::all: return documents_;
            case Boosts::Lift::Among::titled: return in_both(documents_, titled);
            case Boosts::Lift::Among::lifted_before: return lifted_before;
        }
        return {};
    }

    std::vector<Lifted> lifted_by(const Boosts::Lift& lift, const Documents& in_question) {
        std::vector<Lifted> lifted;
        if (in_question.empty()) return lifted;
        if (lift.words.empty()) {
            for (const Xapian::docid document : in_question) lifted.push_back({document, 1});
        } else if (lift.in_row) {
            std::vector<Xapian::Query> row;
            for (const WordClass& rows : lift.words) row.emplace_back(rows.front().terms.front());
            const Xapian::Query phrase(Xapian::Query::OP_PHRASE, row.begin(), row.end(),
                                       static_cast<Xapian::termcount>(row.size()));
            // Xapian checks positions last: they are read for no other notes.
            for_each_match(
                Xapian::Query(Xapian::Query::OP_FILTER, documents_query(in_question), phrase),
                [&](Xapian::docid document, double) {
                    lifted.push_back({document, 1});
                });
            std::sort(lifted.begin(), lifted.end(),
                      [](const Lifted& a, const Lifted& b) { return a.document < b.document; });
        } else {
            lifted = lifted_by_nearness(lift, in_question);
        }
        return lifted;
    }

    std::vector<Lifted> lifted_by_nearness(const Boosts::Lift& lift, const Documents& in_question) {
        std::vector<std::vector<Spans>> spans;
        for (const WordClass& rows : lift.words)
            spans.push_back(spans_in(in_question, rows, reader_));
        std::vector<Lifted> lifted;
        for (std::size_t i = 0; i < in_question.size(); ++i) {
            std::vector<const Spans*> lists;
            for (const std::vector<Spans>& of_word : spans) lists.push_back(&of_word[i]);
            std::optional<std::size_t> distance = least_distance(lists, nullptr);
            if (!distance || strength_at(*distance, lift) <= 0) continue;
            const std::vector<Xapian::termpos> line_ends =
                positions_of(in_question[i], line_end_term(), reader_.database());
            distance = least_distance(lists, &line_ends);
            if (distance && strength_at(*distance, lift) > 0)
                lifted.push_back({in_question[i], strength_at(*distance, lift)});
        }
        return lifted;
    }

    std::vector<Ranked> notes_;  // by rising docid
    Documents documents_;        // theirs
    PostingReader& reader_;
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
    for (const Boosts::Surface& surface : boosts.surfaces) booster.add(surface);
    booster.add(boosts.lifts, titled);  // shares of what the words weigh: before the extras
    for (const WeighedPart& extra : boosts.extras) booster.add(extra);
    return booster.take();
}

}  // namespace assay
