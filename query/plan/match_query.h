// What a note must match, and what the match weighs. Internal to query/.
#pragma once

#include <xapian.h>

#include <utility>
#include <variant>

#include "query/words/word_classes.h"

namespace assay::query {

/// Either nothing but words, which WordMatch finds in half the time of Xapian's matcher, or a query
/// that only Xapian can match.
class MatchQuery {
public:
    MatchQuery() = default;
    MatchQuery(Xapian::Query query) : either_(std::move(query)) {}
    MatchQuery(WordMatch words) : either_(std::move(words)) {}

    /// nullptr if it is more than words.
    const WordMatch* only_words() const { return std::get_if<WordMatch>(&either_); }

    /// As a query for Xapian, whichever it is: it matches the same notes with the same weights.
    Xapian::Query query() const {
        const WordMatch* words = only_words();
        return words != nullptr ? words->query() : std::get<Xapian::Query>(either_);
    }

private:
    std::variant<Xapian::Query, WordMatch> either_;
};

}  // namespace assay::query
