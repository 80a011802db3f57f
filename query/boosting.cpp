#include "query/boosting.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "query/document_set.h"
#include "query/ranking.h"

namespace assay {
namespace {

using Documents = std::vector<Xapian::docid>;  // by rising docid

/// Where a lift applies, of the `documents`. Xapian checks positions last: they are read for no other notes.
Xapian::Query place_of(const Boosts::Lift& lift, const Documents& documents) {
    std::vector<Xapian::Query> all;
    for (const AnyOf& terms : lift.words) all.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
    const bool is_row = lift.window == 0;
    const Xapian::Query near(is_row ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR, all.begin(), all.end(), is_row ? static_cast<Xapian::termcount>(all.size()) : lift.window);
    return {Xapian::Query::OP_FILTER, documents_query(documents), near};
}

class Booster {
public:
    Booster(std::vector<Ranked> notes, PostingReader& reader) : notes_(std::move(notes)), reader_(reader), enquire_(reader.database()) {
        std::sort(notes_.begin(), notes_.end(), [](const Ranked& a, const Ranked& b) { return a.document < b.document; });
        for (const Ranked& note : notes_) documents_.push_back(note.document);
        enquire_.set_weighting_scheme(weighting());
    }

    void add(const Boosts::Surface& surface) {
        Documents written = documents_;
        if (!surface.exact.empty()) {
            written.clear();
            for (const Posting& posting : reader_.in(documents_, surface.exact)) written.push_back(posting.document);
        }
        const Postings postings = reader_.in(written, surface.term);
        if (postings.empty()) return;
        const TermWeight weight(reader_.times(surface.term), reader_.notes_with(surface.term), reader_.notes());
        for (const Posting& posting : postings)
            note_of(posting.document).gains.push_back({surface.what, surface.share * weight.of(posting.wdf, reader_.length_factor(posting.document))});
    }

    void add(const std::vector<Boosts::Lift>& lifts, const Documents& titled) {
        Documents lifted;
        for (const Boosts::Lift& lift : lifts) {
            lifted = lifted_by(lift, among(lift, titled, std::move(lifted)));
            for (const Xapian::docid document : lifted) note_of(document).gains.push_back({lift.what, lift.share * note_of(document).score});
        }
    }

    /// Each alone: of an OR of phrases Xapian 1.4.22 adds the weight of some that are not there (LeafPlanner::set_in_any).
    void add(const WeighedPart& extra) {
        for_each_match(Xapian::Query(Xapian::Query::OP_FILTER, extra.query, documents_query(documents_)), [&](Xapian::docid document, double weight) { note_of(document).score += weight; });
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
    Ranked& note_of(Xapian::docid document) { return notes_[static_cast<std::size_t>(std::lower_bound(documents_.begin(), documents_.end(), document) - documents_.begin())]; }

    template <class Take>
    void for_each_match(const Xapian::Query& query, Take take) {
        enquire_.set_query(query);
        const Xapian::MSet matches = enquire_.get_mset(0, static_cast<Xapian::doccount>(documents_.size()));
        for (auto match = matches.begin(); match != matches.end(); ++match) take(*match, match.get_weight());
    }

    Documents among(const Boosts::Lift& lift, const Documents& titled, Documents lifted_before) const {
        switch (lift.among) {
            case Boosts::Lift::Among::all: return documents_;
            case Boosts::Lift::Among::titled: return in_both(documents_, titled);
            case Boosts::Lift::Among::lifted_before: return lifted_before;
        }
        return {};
    }

    Documents lifted_by(const Boosts::Lift& lift, Documents in_question) {
        if (in_question.empty() || lift.words.empty()) return in_question;
        Documents lifted;
        for_each_match(place_of(lift, in_question), [&](Xapian::docid document, double) { lifted.push_back(document); });
        std::sort(lifted.begin(), lifted.end());
        return lifted;
    }

    std::vector<Ranked> notes_;  // by rising docid
    Documents documents_;        // theirs
    PostingReader& reader_;
    Xapian::Enquire enquire_;
};

}  // namespace

std::vector<Xapian::docid> in_both(const std::vector<Xapian::docid>& a, const std::vector<Xapian::docid>& b) {
    std::vector<Xapian::docid> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

std::vector<Ranked> with_boosts(std::vector<Ranked> notes, const Boosts& boosts, const std::vector<Xapian::docid>& titled, PostingReader& reader) {
    Booster booster(std::move(notes), reader);
    for (const Boosts::Surface& surface : boosts.surfaces) booster.add(surface);
    booster.add(boosts.lifts, titled);  // shares of what the words weigh: before the extras
    for (const WeighedPart& extra : boosts.extras) booster.add(extra);
    return booster.take();
}

}  // namespace assay
