// The synonyms of the configuration, matched against a query. Internal to query/.
#pragma once

#include <string>
#include <vector>

#include "query/words/word_expansion.h"

namespace assay::query {

class Synonyms {
public:
    /// The words and phrases of a group mean the same.
    explicit Synonyms(const std::vector<std::vector<std::string>>& groups);

    bool empty() const { return groups_.empty(); }

    struct Match {
        std::size_t begin, end;                 // the words that are a synonym of a group
        std::vector<Alternative> alternatives;  // the other synonyms of the group
    };

    /// Finds the synonyms in `words` (folded, neighbours in a query). The last word of a synonym
    /// may be in any of its forms, in the query and in the notes. Each synonym of a group finds all
    /// others.
    std::vector<Match> matches(const std::vector<std::string>& words,
                               const WordExpansion& expansion) const;

    /// Returns the other synonyms if all of `words` together are one; else nothing.
    std::vector<Alternative> of_all(const std::vector<std::string>& words,
                                    const WordExpansion& expansion) const;

private:
    using Phrase = std::vector<std::string>;  // folded
    static void add(std::vector<Alternative>& alternatives, const Phrase& phrase,
                    const WordExpansion& expansion);

    std::vector<std::vector<Phrase>> groups_;
};

}  // namespace assay::query
