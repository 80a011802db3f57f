// Posting lists, lengths of notes, and the weight of a term in a note. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "indexer/schema/doc_lengths.h"
#include "query/words/note_languages.h"

namespace assay::query {

struct Posting {
    Xapian::docid document = 0;
    Xapian::termcount wdf = 0;
};

/// Sorted by docid.
using Postings = std::vector<Posting>;

/// Reads postings and lengths for one query, and keeps the lengths.
class PostingReader {
public:
    /// `normalization`: the c of IneB2 for the whole query.
    explicit PostingReader(Xapian::Database database, double normalization = 1);

    const Xapian::Database& database() const { return database_; }
    double notes() const { return notes_; }
    double notes_with(const std::string& term) const { return database_.get_termfreq(term); }
    double times(const std::string& term) const {
        return static_cast<double>(database_.get_collection_freq(term));
    }

    const NoteLanguages& languages() const { return languages_; }

    /// Calls `take` with each posting of the term in notes of the languages `in`, by rising docid.
    template <class Take>
    void walk(const std::string& term, LanguageSet in, Take take) const {
        const auto end = database_.postlist_end(term);
        for (auto posting = database_.postlist_begin(term); posting != end; ++posting)
            if (in == every_language || (in & languages_.of(*posting)) != 0)
                take(Posting{*posting, posting.get_wdf()});
    }

    /// Returns the postings of the term in `documents`, which must be sorted.
    Postings in(const std::vector<Xapian::docid>& documents, const std::string& term) const;

    /// Returns the notes of the languages `in` with the terms next to each other. The wdf is the
    /// smallest wdf of the terms in the note, an upper bound of the occurrences of the phrase.
    Postings of_phrase(const std::vector<std::string>& phrase, LanguageSet in) const;

    double normalization() const { return normalization_; }

    /// Returns the factor by which IneB2 multiplies the wdf of a term in a note, at least 0:
    /// log2(1 + c * average length / length of the note).
    double length_factor(Xapian::docid document) {
        const Xapian::termcount length = lengths_.of(document);
        // Logarithms are slow, but so is memory that is used for the first time.
        constexpr std::size_t many = 4096;
        if (factors_.empty() && ++asked_ > many) factors_.resize(many, -1);
        if (length >= factors_.size()) return factor_of(length);
        if (factors_[length] < 0) factors_[length] = factor_of(length);
        return factors_[length];
    }

    /// Returns an upper bound of length_factor for all notes.
    double most_length_factor() const { return factor_of(database_.get_doclength_lower_bound()); }

private:
    double factor_of(Xapian::termcount length) const;

    Xapian::Database database_;
    double notes_, average_length_, normalization_;
    schema::DocLengths lengths_;
    std::size_t asked_ = 0;
    std::vector<double> factors_;  // by length; negative: not known yet
    NoteLanguages languages_;
};

/// The weight of a term in a note, or of a class of terms as if it were one term: IneB2 of the DFR
/// framework (Amati and van Rijsbergen, 2002), the same as Xapian::IneB2Weight.
class TermWeight {
public:
    /// For a term that occurs `times` times in `in_notes` of `notes` notes.
    TermWeight(double times, double in_notes, double notes);

    double of(Xapian::termcount wdf, double length_factor) const {
        const double normalized = wdf * length_factor;
        return scale_ * normalized / (normalized + 1);
    }

private:
    double scale_;  // the part that is the same for all notes
};

}  // namespace assay::query
