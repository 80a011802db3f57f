// synonyms: of the configuration, matched against a query. Internal to query/.
#pragma once

#include <string>
#include <vector>

#include "query/words/word_expansion.h"

namespace assay {

class Synonyms {
public:
    /// Each group holds words and phrases that mean the same.
    explicit Synonyms(const std::vector<std::vector<std::string>>& groups);

    bool empty() const { return groups_.empty(); }

    struct Match {
        std::size_t begin, end;                 // of the words that are one member of a group
        std::vector<Alternative> alternatives;  // the others
    };

    /// Where `words` (folded, neighbours in a query) hold a member of a group, its last word in any
    /// of its forms, and so are the others. Both ways: whichever member is there stands for all the
    /// others.
    std::vector<Match> matches(const std::vector<std::string>& words,
                               const WordExpansion& expansion) const;

    /// What another member stands for when `words` are one, all of them.
    std::vector<Alternative> of_all(const std::vector<std::string>& words,
                                    const WordExpansion& expansion) const;

private:
    using Phrase = std::vector<std::string>;  // folded
    static void add(std::vector<Alternative>& alternatives, const Phrase& phrase,
                    const WordExpansion& expansion);

    std::vector<std::vector<Phrase>> groups_;
};

}  // namespace assay
