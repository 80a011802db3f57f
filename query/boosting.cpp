#include "query/boosting.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "query/document_set.h"
#include "query/ranking.h"

namespace assay {
namespace {

/// Where a lift applies, of the `documents`, which rise. Xapian checks positions last: they are read for no other notes.
Xapian::Query place_of(const Boosts::Lift& lift, const std::vector<Xapian::docid>& documents) {
    std::vector<Xapian::Query> all;
    for (const std::vector<std::string>& terms : lift.words) all.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
    const bool is_row = lift.window == 0;
    const Xapian::Query near(is_row ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR, all.begin(), all.end(), is_row ? static_cast<Xapian::termcount>(all.size()) : lift.window);
    return {Xapian::Query::OP_FILTER, documents_query(documents), near};
}

}  // namespace

std::vector<Xapian::docid> in_both(const std::vector<Xapian::docid>& a, const std::vector<Xapian::docid>& b) {
    std::vector<Xapian::docid> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

std::vector<Ranked> with_boosts(std::vector<Ranked> notes, const Boosts& boosts, const std::vector<Xapian::docid>& titled, PostingReader& reader) {
    std::sort(notes.begin(), notes.end(), [](const Ranked& a, const Ranked& b) { return a.document < b.document; });
    std::vector<Xapian::docid> documents;
    for (const Ranked& note : notes) documents.push_back(note.document);
    const auto note_of = [&](Xapian::docid document) -> Ranked& { return notes[static_cast<std::size_t>(std::lower_bound(documents.begin(), documents.end(), document) - documents.begin())]; };
    Xapian::Enquire enquire(reader.database());
    enquire.set_weighting_scheme(weighting());
    const auto for_each_match = [&](const Xapian::Query& query, const auto& take) {
        enquire.set_query(query);
        const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(documents.size()));
        for (auto match = matches.begin(); match != matches.end(); ++match) take(*match, match.get_weight());
    };
    for (const Boosts::Surface& surface : boosts.surfaces) {
        std::vector<Xapian::docid> written;
        for (const Posting& posting : surface.exact.empty() ? Postings() : reader.in(documents, surface.exact)) written.push_back(posting.document);
        const Postings postings = reader.in(surface.exact.empty() ? documents : written, surface.term);
        if (postings.empty()) continue;
        const TermWeight weight(reader.times(surface.term), reader.notes_with(surface.term), reader.notes());
        for (const Posting& posting : postings) note_of(posting.document).gains.push_back({surface.what, surface.share * weight.of(posting.wdf, reader.length_factor(posting.document))});
    }
    std::vector<Xapian::docid> lifted;
    for (const Boosts::Lift& lift : boosts.lifts) {
        using Among = Boosts::Lift::Among;
        std::vector<Xapian::docid> in_question = lift.among == Among::titled ? in_both(documents, titled) : lift.among == Among::lifted_before ? std::move(lifted) : documents;
        lifted.clear();
        if (in_question.empty()) continue;
        if (lift.words.empty()) lifted = std::move(in_question);
        else for_each_match(place_of(lift, in_question), [&](Xapian::docid document, double) { lifted.push_back(document); });
        std::sort(lifted.begin(), lifted.end());
        for (const Xapian::docid document : lifted) note_of(document).gains.push_back({lift.what, lift.share * note_of(document).score});
    }
    if (!boosts.extras.empty()) {
        std::vector<Xapian::Query> extras;
        for (const WeighedPart& extra : boosts.extras) extras.push_back(extra.query);
        const Xapian::Query any(Xapian::Query::OP_OR, extras.begin(), extras.end());
        for_each_match(Xapian::Query(Xapian::Query::OP_FILTER, any, documents_query(documents)), [&](Xapian::docid document, double weight) { note_of(document).score += weight; });
    }
    for (Ranked& note : notes) {
        note.boosted = true;
        for (const Ranked::Gain& gain : note.gains) note.score += gain.score;
    }
    std::sort(notes.begin(), notes.end(), scores_more);
    return notes;
}

}  // namespace assay
