// What a query asks of the index: the Xapian query, what weighs, what to mark in the notes it
// finds, and why. Internal to query/.
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

namespace assay {

/// Words in a row, each any of a set of forms; one word is a row of one. Negated words have no
/// pattern.
struct MarkPattern {
    std::vector<std::vector<Form>> words;
    Field field = Field::body;  // title: in titles only; heading: in headings only; else anywhere
    double weight = 1;          // how telling a match is: log(1 + notes / notes that match)
    std::size_t distance = 0;   // words that may stand between those of the row, all in all
};

/// A word or filter of the query that no note has.
struct MissingValue {
    QueryNode::Kind kind = QueryNode::Kind::word;  // word, or the kind of the filter
    std::size_t begin = 0, end = 0;                // bytes of the query text
    std::string folded;
    std::string key;     // of meta
    bool exact = false;  // asked for as it is: a phrase, =word
};

/// A word of the query and the terms it stands for.
struct PlannedWord {
    std::string typed;
    std::vector<Member> members;
};

/// A part of the query that weighs on its own: the score of a note is the sum of its parts' (those
/// of them that match it).
struct WeighedPart {
    std::string what;  // "infrastructure", "in a row: open source"
    Xapian::Query query;
    std::string typed{};  // the word as it was typed, where any of several is enough; else empty
};

/// What the best of the matches gain besides (page.h); never a condition.
struct Boosts {
    /// What a word weighs as it was typed, times `share`, once more.
    struct Surface {
        std::string what;  // "as typed: cafe"
        std::string term;
        std::string exact;  // term of the form with its signs and accents that a note must have;
                            // empty for none
        double share;
    };
    std::vector<Surface> surfaces;

    /// A share of what all words weigh in the note, where they are near.
    struct Lift {
        enum class Among : std::uint8_t {
            all,
            titled,
            lifted_before
        };                 // titled: of in_title; lifted_before: by the lift before this one
        std::string what;  // "close together"
        double share;
        Among among;                     // in question are these
        std::vector<WordClass> words{};  // none: every note
        bool in_row = false;             // in this order, nothing between them
        std::size_t distance =
            0;  // else: up to so far from each other in one line the whole share,
        std::size_t furthest = 0;  // and from there on less, the further the less, up to so far
    };
    std::vector<Lift> lifts;

    std::vector<WeighedPart> extras;  // their own weight

    // Notes that gain so much that they are looked at, however little their words weigh: with all
    // the words in the title, and with this title.
    std::vector<AnyOf> in_title, same_title;

    bool empty() const { return surfaces.empty() && lifts.empty() && extras.empty(); }
};

/// What planning found out about the words and filters of a query, in the order of its text. None
/// of it decides what matches.
struct Findings {
    std::vector<MarkPattern> marks;
    std::vector<MissingValue> missing;
    std::vector<PlannedWord> words;
    std::vector<WeighedPart> parts;
    std::vector<std::string> dropped;     // stop words that ask for nothing, as written
    std::vector<std::string> file_names;  // what file: asks for, to be marked in names

    void append(Findings more);
};

struct QueryPlan {
    MatchQuery match;
    std::shared_ptr<PostingReader> postings;  // what was read for any of it
    Boosts boosts;
    bool ranked = false;  // false: only filters, nothing to weigh
    Findings found;
};

inline Xapian::Query every_note() {
    return {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(std::string()), 0};
}

/// How many of the words that stand side by side a note must have. A plain request needs one,
/// whatever is said here.
enum class Needed : std::uint8_t { all, any };

}  // namespace assay
