#include "query/match/partial_match.h"

#include <algorithm>
#include <cstdint>

#include "query/words/document_set.h"

namespace assay::query {

WordPlaces::WordPlaces(const QueryPlan& plan, const Xapian::Database& database)
    : last_(database.get_lastdocid()) {
    for (const WeighedPart& part : plan.found.parts)
        if (!part.written.empty())
            words_.push_back({part.written, documents_of(part.query, database)});
}

std::vector<std::string> WordPlaces::words() const {
    std::vector<std::string> written;
    for (const Word& word : words_) written.push_back(word.written);
    return written;
}

std::vector<Xapian::docid> WordPlaces::with_most() const {
    // Of two words one is enough; of three, two; of four and five, three.
    const std::size_t lacking =
        words_.empty() ? 0 : std::max<std::size_t>(1, (words_.size() - 1) / 2);
    return with(std::max<std::size_t>(1, words_.size() - lacking));
}

std::vector<Xapian::docid> WordPlaces::with_any() const { return with(1); }

std::vector<Xapian::docid> WordPlaces::with(std::size_t least) const {
    std::vector<std::uint16_t> counts(last_ +
                                      std::size_t{1});  // a query has few words (max_query_words)
    for (const Word& word : words_)
        for (const Xapian::docid note : word.notes) ++counts[note];
    std::vector<Xapian::docid> notes;
    for (Xapian::docid note = 1; note <= last_; ++note)
        if (counts[note] >= least) notes.push_back(note);
    return notes;
}

std::vector<std::string> WordPlaces::missing_in(Xapian::docid note) const {
    std::vector<std::string> missing;
    for (const Word& word : words_)
        if (!std::binary_search(word.notes.begin(), word.notes.end(), note))
            missing.push_back(word.written);
    return missing;
}

}  // namespace assay::query
