// The notes that have some form of every word, and what the words weigh there. Internal to query/.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "query/words/posting_reader.h"

namespace assay {

/// Index terms in a row, most often a single one, and the languages of the notes in which they
/// count.
struct TermPhrase {
    std::vector<std::string> terms;
    LanguageSet in = every_language;
    friend bool operator==(const TermPhrase&, const TermPhrase&) = default;
};

/// What stands for one word of a query: any of these rows.
using WordClass = std::vector<TermPhrase>;

/// Forms, one of which is enough.
using AnyOf = std::vector<Form>;

struct Weighed {
    Xapian::docid document = 0;
    double weight = 0;
};

/// The notes that have each of some classes. The weight is the sum of the classes', each of them
/// weighed as weighting() (weighting.h) weighs a term, as if its rows were all written alike.
/// Xapian's OP_SYNONYM guesses in how many notes a class is (nDCG@10 of cacm .5552, this .5573),
/// and takes twice the time. Reads the postings once, when it is first matched; copies share them.
class WordMatch {
public:
    /// At least one.
    WordMatch(std::vector<WordClass> classes, std::shared_ptr<PostingReader> reader);

    /// The same as a part of a query.
    Xapian::Query query() const;

    /// All of them, by rising docid.
    const std::vector<Xapian::docid>& documents() const;

    /// The `most` that weigh most, heaviest first; of those `among` them, where they are given: by
    /// rising docid, and matches all.
    std::vector<Weighed> best(std::size_t most,
                              const std::vector<Xapian::docid>* among = nullptr) const;

    struct State;

private:
    std::shared_ptr<State> state_;
};

/// Of one word.
Xapian::Query class_query(WordClass phrases, std::shared_ptr<PostingReader> reader);

/// The notes that have one of the terms of each word, by rising docid.
std::vector<Xapian::docid> documents_with_all(const std::vector<AnyOf>& words,
                                              const PostingReader& reader);

}  // namespace assay
