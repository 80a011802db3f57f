// What a query asks of the index: what matches and what it weighs, what boosts the best matches,
// what to mark in the notes found, and why. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "query/language/query_tree.h"
#include "query/plan/match_query.h"
#include "query/words/word_classes.h"
#include "query/words/word_expansion.h"

namespace assay::query {

/// A phrase to mark: consecutive words, each in any of a set of forms. A single word is a phrase of
/// one. Negated words have no pattern.
struct MarkPattern {
    std::vector<std::vector<Form>> words;
    schema::Field field =
        schema::Field::body;   // title: only in titles; heading: only in headings; else anywhere
    double weight = 1;         // how rare a match is: log(1 + notes / notes that match)
    std::size_t distance = 0;  // how many other words may be between the words, in total
};

/// A word or filter of the query that no note has.
struct MissingValue {
    QueryNode::Kind kind = QueryNode::Kind::word;  // word, or the kind of the filter
    std::size_t begin = 0, end = 0;                // bytes of the query text
    std::string folded;
    std::string key;     // of meta
    bool exact = false;  // a phrase or =word: other forms are not wanted
};

/// A word of the query and the terms it stands for.
struct PlannedWord {
    std::string written;
    std::vector<Alternative> alternatives;
};

/// A part of the query with a weight of its own. The score of a note is the sum of the weights of
/// the parts that match it.
struct WeighedPart {
    std::string what;  // "infrastructure", "in a row: open source"
    Xapian::Query query;
    std::string written{};  // the word as written, if any of several words is enough; else empty
};

/// Adds `share` of the weight of a word to notes that have it as it is written in the query.
struct TermBoost {
    std::string what;  // "as typed: cafe"
    std::string term;
    std::string exact;  // term of the form with its signs and accents, which a note must have;
                        // empty for none
    double share;
};

/// Adds up to `share` of the weight of all words of the query to notes in which they are close.
struct ProximityBoost {
    enum class Among : std::uint8_t {
        all,
        titled,         // the notes of Boosts::in_title
        boosted_before  // the notes that the boost before this one boosted
    };
    std::string what;  // "close together"
    double share;
    Among among;                     // only these notes are considered
    std::vector<WordClass> words{};  // empty: every note considered gets the whole share
    bool in_order = false;           // the words must be a phrase; the distances are not used
    // Words apart in one line: up to `distance` gives the whole share; from there to `furthest` the
    // share falls with the distance; beyond it there is none.
    std::size_t distance = 0;
    std::size_t furthest = 0;
};

/// What the best matches gain besides the weights of their words (page.h). Never a condition.
struct Boosts {
    std::vector<TermBoost> term_boosts;
    std::vector<ProximityBoost> proximity_boosts;
    std::vector<WeighedPart> extras;  // add their own weight

    // Notes that gain so much that they are always looked at, however little their words weigh:
    // those with all the words in the title, and those with this title.
    std::vector<AnyOf> in_title, same_title;

    bool empty() const { return term_boosts.empty() && proximity_boosts.empty() && extras.empty(); }
};

/// What planning learned about the words and filters of a query, in the order of its text. None of
/// it decides what matches.
struct Findings {
    std::vector<MarkPattern> marks;
    std::vector<MissingValue> missing;
    std::vector<PlannedWord> words;
    std::vector<WeighedPart> parts;
    std::vector<std::string> dropped;     // stop words that are not searched for, as written
    std::vector<std::string> file_names;  // values of file:, to be marked in names

    void append(Findings more);
};

struct QueryPlan {
    MatchQuery match;
    std::shared_ptr<PostingReader> postings;  // shared by all of `match`
    Boosts boosts;
    bool ranked = false;  // false: there are only filters, and nothing has a weight
    Findings found;
};

inline Xapian::Query every_note() {
    return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(std::string()), 0};
}

/// How many of the words next to each other a note must have. A plain request always needs one.
enum class Needed : std::uint8_t { all, any };

}  // namespace assay::query
