#include "query/words/posting_reader.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace assay::query {

PostingReader::PostingReader(Xapian::Database database, double normalization)
    : database_(std::move(database)),
      notes_(database_.get_doccount()),
      average_length_(database_.get_avlength()),
      normalization_(normalization),
      lengths_(database_),
      languages_(database_) {}

Postings PostingReader::in(const std::vector<Xapian::docid>& documents,
                           const std::string& term) const {
    Postings postings;
    const auto end = database_.postlist_end(term);
    auto posting = database_.postlist_begin(term);
    for (const Xapian::docid document : documents) {
        if (posting != end) posting.skip_to(document);
        if (posting == end) break;
        if (*posting == document) postings.push_back({document, posting.get_wdf()});
    }
    return postings;
}

Postings PostingReader::of_phrase(const std::vector<std::string>& phrase, LanguageSet in) const {
    Xapian::Enquire enquire(database_);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, phrase.begin(), phrase.end(),
                                    static_cast<Xapian::termcount>(phrase.size())));
    enquire.set_weighting_scheme(Xapian::BoolWeight());  // by docid
    const Xapian::MSet matches = enquire.get_mset(0, database_.get_doccount());
    Postings postings;
    for (auto match = matches.begin(); match != matches.end(); ++match)
        if (in == every_language || (in & languages_.of(*match)) != 0)
            postings.push_back({*match, 0});
    for (const std::string& term : phrase) {
        auto in_note = database_.postlist_begin(term);
        for (Posting& posting : postings) {
            in_note.skip_to(posting.document);
            posting.wdf = &term == &phrase.front() ? in_note.get_wdf()
                                                   : std::min(posting.wdf, in_note.get_wdf());
        }
    }
    return postings;
}

double PostingReader::factor_of(Xapian::termcount length) const {
    return std::log2(1 + normalization_ * average_length_ / std::max<Xapian::termcount>(length, 1));
}

TermWeight::TermWeight(double times, double in_notes, double notes) {
    const double expected = notes * (1 - std::exp(-times / notes));
    scale_ = std::log2((notes + 1) / (expected + 0.5)) * (times + 1) / in_notes;
}

}  // namespace assay::query
