#include "query/plan/synonyms.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "query/language/query_words.h"

namespace assay::query {

Synonyms::Synonyms(const std::vector<std::vector<std::string>>& groups) {
    for (const std::vector<std::string>& group : groups) {
        std::vector<Phrase> phrases;
        for (const std::string& synonym : group) {
            Phrase phrase;
            for (const Word& word : phrase_words(words_of(synonym))) phrase.push_back(word.folded);
            if (!phrase.empty()) phrases.push_back(std::move(phrase));
        }
        if (phrases.size() > 1) groups_.push_back(std::move(phrases));
    }
}

void Synonyms::add(std::vector<Alternative>& alternatives, const Phrase& phrase,
                   const WordExpansion& expansion) {
    Phrase form = phrase;
    for (const Form& last : expansion.stem_class(phrase.back())) {
        form.back() = last.term;
        if (form.size() == 1) add_alternatives(alternatives, {last}, Reason::synonym);
        else if (expansion.has_phrase(form))
            alternatives.push_back({form, Reason::synonym, last.in});
    }
    if (phrase.size() == 2)
        add_alternatives(alternatives, expansion.stem_class(phrase[0] + phrase[1]),
                         Reason::synonym);  // opensource
}

std::vector<Synonyms::Match> Synonyms::matches(const std::vector<std::string>& words,
                                               const WordExpansion& expansion) const {
    const auto same_terms = [](const std::vector<Form>& a, const std::vector<Form>& b) {
        return std::ranges::equal(a, b, {}, &Form::term, &Form::term);
    };
    const auto same = [&](const std::string& word, const std::string& synonym, bool in_any_form) {
        if (word == synonym) return true;
        return in_any_form && !expansion.stem_class(synonym).empty() &&
               same_terms(expansion.stem_class(word), expansion.stem_class(synonym));
    };
    std::vector<Match> matches;
    for (const std::vector<Phrase>& group : groups_) {
        for (const Phrase& phrase : group) {
            for (std::size_t begin = 0; begin + phrase.size() <= words.size(); ++begin) {
                bool here = true;
                for (std::size_t i = 0; here && i < phrase.size(); ++i)
                    here = same(words[begin + i], phrase[i], i + 1 == phrase.size());
                if (!here) continue;
                Match match{begin, begin + phrase.size(), {}};
                for (const Phrase& other : group) {
                    if (&other != &phrase) add(match.alternatives, other, expansion);
                }
                matches.push_back(std::move(match));
            }
        }
    }
    return matches;
}

std::vector<Alternative> Synonyms::of_all(const std::vector<std::string>& words,
                                          const WordExpansion& expansion) const {
    std::vector<Alternative> alternatives;
    for (Match& match : matches(words, expansion))
        if (match.begin == 0 && match.end == words.size())
            std::move(match.alternatives.begin(), match.alternatives.end(),
                      std::back_inserter(alternatives));
    return alternatives;
}

}  // namespace assay::query
