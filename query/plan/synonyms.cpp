#include "query/plan/synonyms.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "query/language/query_words.h"

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

void Synonyms::add(std::vector<Member>& members, const Row& row, const WordExpansion& expansion) {
    Row form = row;
    for (const Form& last : expansion.stem_class(row.back())) {
        form.back() = last.term;
        if (form.size() == 1) add_members(members, {last}, Reason::synonym);
        else if (expansion.is_row(form)) members.push_back({form, Reason::synonym, last.in});
    }
    if (row.size() == 2)
        add_members(members, expansion.stem_class(row[0] + row[1]), Reason::synonym);  // opensource
}

std::vector<Synonyms::Match> Synonyms::matches(const std::vector<std::string>& words,
                                               const WordExpansion& expansion) const {
    const auto same_terms = [](const std::vector<Form>& a, const std::vector<Form>& b) {
        return std::ranges::equal(a, b, {}, &Form::term, &Form::term);
    };
    const auto same = [&](const std::string& word, const std::string& member, bool in_any_form) {
        if (word == member) return true;
        return in_any_form && !expansion.stem_class(member).empty() &&
               same_terms(expansion.stem_class(word), expansion.stem_class(member));
    };
    std::vector<Match> matches;
    for (const std::vector<Row>& group : groups_) {
        for (const Row& row : group) {
            for (std::size_t begin = 0; begin + row.size() <= words.size(); ++begin) {
                bool here = true;
                for (std::size_t i = 0; here && i < row.size(); ++i)
                    here = same(words[begin + i], row[i], i + 1 == row.size());
                if (!here) continue;
                Match match{begin, begin + row.size(), {}};
                for (const Row& other : group) {
                    if (&other != &row) add(match.members, other, expansion);
                }
                matches.push_back(std::move(match));
            }
        }
    }
    return matches;
}

std::vector<Member> Synonyms::of_all(const std::vector<std::string>& words,
                                     const WordExpansion& expansion) const {
    std::vector<Member> members;
    for (Match& match : matches(words, expansion))
        if (match.begin == 0 && match.end == words.size())
            std::move(match.members.begin(), match.members.end(), std::back_inserter(members));
    return members;
}

}  // namespace assay
