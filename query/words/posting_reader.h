// Posting lists, lengths of notes, and what a term weighs where it stands. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <utility>
#include <vector>

#include "indexer/schema/doc_lengths.h"
#include "query/words/note_languages.h"

namespace assay {

struct Posting {
    Xapian::docid document = 0;
    Xapian::termcount wdf = 0;
};

/// By rising docid.
using Postings = std::vector<Posting>;

/// Keeps the lengths that it read: made for one query.
class PostingReader {
public:
    /// `normalization`: the c of IneB2, for the whole query.
    explicit PostingReader(Xapian::Database database, double normalization = 1);

    const Xapian::Database& database() const { return database_; }
    double notes() const { return notes_; }
    double notes_with(const std::string& term) const { return database_.get_termfreq(term); }
    double times(const std::string& term) const {
        return static_cast<double>(database_.get_collection_freq(term));
    }

    const NoteLanguages& languages() const { return languages_; }

    /// Each posting of the term in a note of one of the languages is given to `take`.
    template <class Take>
    void walk(const std::string& term, LanguageSet in, Take take) const {
        const auto end = database_.postlist_end(term);
        for (auto posting = database_.postlist_begin(term); posting != end; ++posting)
            if (in == every_language || (in & languages_.of(*posting)) != 0)
                take(Posting{*posting, posting.get_wdf()});
    }

    /// Those of the term in `documents`, which rise.
    Postings in(const std::vector<Xapian::docid>& documents, const std::string& term) const;

    /// Notes of the languages with the terms in a row; the wdf is that of the rarest of them in the
    /// note, at most.
    Postings of_phrase(const std::vector<std::string>& phrase, LanguageSet in) const;

    double normalization() const { return normalization_; }

    /// What IneB2 multiplies the wdf of a term by in a note, at least 0: log2(1 + c * average
    /// length / its length).
    double length_factor(Xapian::docid document) { return factor_of(lengths_.of(document)); }

    /// No note has more.
    double most_length_factor() const { return factor_of(database_.get_doclength_lower_bound()); }

private:
    double factor_of(Xapian::termcount length) const;

    Xapian::Database database_;
    double notes_, average_length_, normalization_;
    DocLengths lengths_;
    NoteLanguages languages_;
};

/// What a term, or a class of terms as if it were one, weighs in a note: IneB2 of the DFR framework
/// (Amati and van Rijsbergen, 2002), as Xapian::IneB2Weight.
class TermWeight {
public:
    /// Of a term that stands `times` times in `in_notes` of `notes` notes.
    TermWeight(double times, double in_notes, double notes);

    double of(Xapian::termcount wdf, double length_factor) const {
        const double normalized = wdf * length_factor;
        return scale_ * normalized / (normalized + 1);
    }

private:
    double scale_;  // what is the same for all notes
};

}  // namespace assay
