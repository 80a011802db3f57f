// The notes that have some form of every word, and the weights of the words there. Internal to
// query/.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "query/words/posting_reader.h"

namespace assay::query {

/// Consecutive index terms, usually a single one, and the languages of the notes in which they
/// count.
struct TermPhrase {
    std::vector<std::string> terms;
    LanguageSet in = every_language;
    friend bool operator==(const TermPhrase&, const TermPhrase&) = default;
};

/// The forms of one word of a query: a note must have any of these phrases.
using WordClass = std::vector<TermPhrase>;

/// Forms, any of which is enough.
using AnyOf = std::vector<Form>;

struct Weighed {
    Xapian::docid document = 0;
    double weight = 0;
};

/// Matches the notes that have every one of some classes. The weight of a note is the sum of the
/// weights of the classes, each of which weighs like a single term under weighting() (weighting.h).
/// Xapian's OP_SYNONYM estimates the number of notes of a class instead of counting it (nDCG@10 of
/// cacm .5552; this .5573), and takes twice the time (doc/engine-notes.md, "Weights"). The postings
/// are read once, on the first use; copies share them.
class WordMatch {
public:
    /// `classes`: at least one.
    WordMatch(std::vector<WordClass> classes, std::shared_ptr<PostingReader> reader);

    /// Returns a query for Xapian that matches the same notes with the same weights.
    Xapian::Query query() const;

    /// Returns all matches, by rising docid.
    const std::vector<Xapian::docid>& documents() const;

    /// Returns the `limit` heaviest documents, heaviest first. If `candidates` is given, only those
    /// are considered; it must be sorted by docid, and all of them must be matches.
    std::vector<Weighed> best(std::size_t limit,
                              const std::vector<Xapian::docid>* candidates = nullptr) const;

    struct State;

private:
    std::shared_ptr<State> state_;
};

/// Returns a query for one word, with its weight.
Xapian::Query class_query(WordClass word, std::shared_ptr<PostingReader> reader);

/// Returns the notes that have, for each word, one of its terms; by rising docid.
std::vector<Xapian::docid> documents_with_all(const std::vector<AnyOf>& words,
                                              const PostingReader& reader);

}  // namespace assay::query
