#include "query/synonyms.h"

#include <algorithm>

#include "query/query_words.h"

namespace assay {

Synonyms::Synonyms(const std::vector<std::vector<std::string>>& groups) {
    for (const std::vector<std::string>& group : groups) {
        std::vector<Row> rows;
        for (const std::string& member : group) {
            Row row;
            for (const Word& word : row_of(words_of(member))) row.push_back(word.folded);
            if (!row.empty()) rows.push_back(std::move(row));
        }
        if (rows.size() > 1) groups_.push_back(std::move(rows));
    }
}

std::vector<Synonyms::Match> Synonyms::matches(const std::vector<std::string>& words, const WordExpansion& expansion) const {
    const auto same = [&](const std::string& word, const std::string& member, bool in_any_form) {
        if (word == member) return true;
        return in_any_form && !expansion.stem_class(member).empty() && expansion.stem_class(word) == expansion.stem_class(member);
    };
    std::vector<Match> matches;
    for (const std::vector<Row>& group : groups_) {
        for (const Row& row : group) {
            for (std::size_t begin = 0; begin + row.size() <= words.size(); ++begin) {
                bool here = true;
                for (std::size_t i = 0; here && i < row.size(); ++i) here = same(words[begin + i], row[i], row.size() == 1);
                if (!here) continue;
                Match match{begin, begin + row.size(), {}};
                for (const Row& other : group) {
                    if (&other == &row) continue;
                    if (other.size() == 1) add_members(match.members, expansion.stem_class(other.front()), Reason::synonym);
                    else if (expansion.is_row(other)) match.members.push_back({other, Reason::synonym});
                }
                matches.push_back(std::move(match));
            }
        }
    }
    return matches;
}

}  // namespace assay
