#include "query/passages/marks.h"

#include <algorithm>

#include "indexer/text/tokenizer.h"
#include "query/passages/passage_bounds.h"
#include "query/passages/regions.h"

namespace assay::query {

MarkFinder::MarkFinder(const std::vector<MarkPattern>& patterns) : patterns_(patterns) {
    for (std::uint32_t pattern = 0; pattern < patterns.size(); ++pattern)
        for (std::uint32_t word = 0; word < patterns[pattern].words.size(); ++word)
            for (const Form& form : patterns[pattern].words[word])
                roles_[form.term].push_back({pattern, word, form.in});
    for (const auto& [term, roles] : roles_) beginnings_.add(term);
    for (const MarkPattern& pattern : patterns)
        if (pattern.words.size() > 1)
            most_between_ = std::max<std::size_t>(most_between_, pattern.distance);
}

MarkFinder::MarkFinder(const QueryPlan& plan) : MarkFinder(plan.found.marks) {
    if (plan.postings) languages_ = &plan.postings->languages();
}

LanguageSet MarkFinder::language_of(std::string_view lang) const {
    return languages_ == nullptr ? every_language : languages_->of(lang);
}

/// The tokens of the stretches of a text that may hold a term; of the whole text if a term is a
/// sign. Positions are those of the whole text, less some words between two stretches.
class MarkFinder::Tokens {
public:
    Tokens(std::string_view text, const MarkFinder& finder)
        : text_(text),
          candidates_(text, finder.beginnings_, finder.most_between_),
          tokens_(std::string_view()) {
        if (finder.beginnings_.has_ascii_sign()) tokens_.restart(text);
        else has_more_ = begin_next();
    }

    bool next(text::Token& token) {
        while (!tokens_.next(token))
            if (!has_more_ || !(has_more_ = begin_next())) return false;
        token.begin += stretch_.begin;
        token.end += stretch_.begin;
        token.position += first_position_;
        last_position_ = std::max(last_position_, token.position);
        return true;
    }

private:
    bool begin_next() {
        if (!candidates_.next(stretch_)) return false;
        tokens_.restart(text_.substr(stretch_.begin, stretch_.end - stretch_.begin));
        // The last word of a stretch and the first of the next are not neighbours.
        first_position_ = last_position_ + 1;
        return true;
    }

    std::string_view text_;
    Candidates candidates_;
    text::Tokenizer tokens_;
    bool has_more_ = false;
    TextRange stretch_;
    std::uint32_t first_position_ = 0, last_position_ = 0;
};

/// Finds the patterns whose field `is_looked_for` accepts, in a text of `language`.
template <typename IsLookedFor>
std::vector<Match> MarkFinder::find(std::string_view text, LanguageSet language,
                                    IsLookedFor is_looked_for) const {
    struct Started {  // the first words of a phrase
        std::uint32_t pattern, next_word;
        std::size_t begin;
        std::uint32_t first_position, last_position;
    };
    std::vector<Match> matches;
    std::vector<Started> started;
    Tokens tokens(text, *this);
    std::uint32_t last_position = 0;
    for (text::Token token; tokens.next(token);) {
        if (token.position > last_position + 1)
            started.clear();  // a line ends between the two, and a phrase cannot cross it
        last_position = std::max(last_position, token.position);
        // A pair of characters comes after its second character, whose position is one higher.
        std::erase_if(started, [&](const Started& begun) {
            return begun.last_position + 2 + patterns_[begun.pattern].distance < token.position;
        });
        for (const std::string_view form : {token.folded, token.exact}) {
            const auto entry = form.empty() ? roles_.end() : roles_.find(form);
            if (entry == roles_.end()) continue;
            for (const Role role : entry->second) {
                const MarkPattern& pattern = patterns_[role.pattern];
                if (!is_looked_for(pattern.field) ||
                    (role.in != every_language && (role.in & language) == 0))
                    continue;
                if (token.kind == text::Token::Kind::piece && pattern.words.size() > 1) continue;
                const auto finish = [&](std::size_t begin, std::uint32_t first) {
                    const std::uint32_t last =
                        token.position + (token.kind == text::Token::Kind::bigram ? 1 : 0);
                    matches.push_back({{begin, token.end}, first, last, role.pattern});
                };
                if (role.word == 0) {
                    if (pattern.words.size() == 1) finish(token.begin, token.position);
                    else
                        started.push_back(
                            {role.pattern, 1, token.begin, token.position, token.position});
                    continue;
                }
                for (Started& begun : started) {
                    if (begun.pattern != role.pattern || begun.next_word != role.word ||
                        begun.last_position >= token.position)
                        continue;
                    if (token.position - begun.first_position > role.word + pattern.distance)
                        continue;  // too many words between
                    begun.last_position = token.position;
                    if (++begun.next_word < pattern.words.size()) continue;
                    finish(begun.begin, begun.first_position);
                    begun.next_word = 0;  // done: no role has word 0 here
                }
            }
        }
    }
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return a.range.begin < b.range.begin; });
    return matches;
}

std::vector<Match> MarkFinder::in_title(std::string_view title, std::string_view lang) const {
    return find(title, language_of(lang), [](schema::Field field) {
        return field == schema::Field::body || field == schema::Field::title;
    });
}

std::vector<Match> MarkFinder::in_text(const schema::NoteRecord& record) const {
    std::vector<Match> matches =
        find(record.text, language_of(record.lang),
             [](schema::Field field) { return field != schema::Field::title; });
    const PassageBounds bounds(record);
    std::erase_if(matches, [&](const Match& match) {
        switch (patterns_[match.pattern].field) {
            case schema::Field::heading: return !bounds.in_heading(match.range.begin);
            case schema::Field::quote: return !stretch_at(record.quotes, match.range.begin);
            case schema::Field::code: return !stretch_at(record.code, match.range.begin);
            default: return false;
        }
    });
    return matches;
}

std::vector<TextRange> merge_marks(std::string_view text, const Match* begin, const Match* end) {
    std::vector<TextRange> marks;
    std::uint32_t last_position = 0;
    for (const Match* match = begin; match != end; ++match) {
        const auto run_on = [&] {
            const TextRange& last = marks.back();
            if (match->range.begin <= last.end) return true;
            if (match->first_position > last_position + 1) return false;
            return text.substr(last.end, match->range.begin - last.end)
                       .find_first_of(".!?:;()[]\"\n\t") == text.npos;
        };
        if (!marks.empty() && run_on()) {
            marks.back().end = std::max(marks.back().end, match->range.end);
            last_position = std::max(last_position, match->last_position);
        } else {
            marks.push_back(match->range);
            last_position = match->last_position;
        }
    }
    return marks;
}

}  // namespace assay::query
