#include "query/words/word_expansion.h"

#include <algorithm>
#include <array>
#include <map>

#include "indexer/text/stop_words.h"
#include "indexer/text/unicode.h"
#include "query/words/spelling_pairs.h"

namespace assay::query {
namespace {

constexpr std::size_t short_word = 3;  // bytes

std::string without_last_character(std::string text) {
    while (!text.empty() && unicode::is_continuation(text.back())) text.pop_back();
    if (!text.empty()) text.pop_back();
    return text;
}

/// True for the second word of "set up" and "log in".
bool is_particle_after(std::string_view first, std::string_view second) {
    constexpr std::array<std::string_view, 9> particles{"by",  "down", "in",      "off", "on",
                                                        "out", "over", "through", "up"};
    return first.size() >= short_word &&
           std::find(particles.begin(), particles.end(), second) != particles.end();
}

/// True if `first` and `second` may be two words that are also written as one: set up, wi fi, open
/// source; but not "de mand".
bool is_second_word(std::string_view first, std::string_view second) {
    if (is_particle_after(first, second)) return true;
    if (text::is_stop_word(second)) return false;
    const auto [shorter, longer] = std::minmax({first.size(), second.size()});
    return shorter >= short_word || longer <= short_word;
}

/// True if `pattern` matches all of `word`: * is any letters, ? is one. On a mismatch the last star
/// takes one more letter (R. Salz's wildmat).
bool fits(std::string_view pattern, std::string_view word) {
    std::size_t p = 0, at = 0, star = std::string_view::npos, taken = 0;
    while (at < word.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            taken = at;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == word[at])) {
            at += pattern[p++] == '?' ? unicode::decode(word, at).size : 1;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            at = ++taken;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::string key_of(std::string_view folded, std::size_t edits) {
    return std::to_string(edits).append(folded);
}

}  // namespace

std::string_view describe(Reason reason) {
    switch (reason) {
        case Reason::as_written: return "as typed";
        case Reason::stem: return "same stem";
        case Reason::spelling: return "British or American spelling";
        case Reason::synonym: return "synonym";
        case Reason::one_word: return "written as one word";
        case Reason::two_words: return "written as two words";
        case Reason::prefix: return "begins so";
        case Reason::pattern: return "fits the pattern";
        case Reason::near: return "near spelling";
    }
    return "";
}

void add_alternatives(std::vector<Alternative>& alternatives, const std::vector<Form>& forms,
                      Reason reason) {
    // A pattern may stand for thousands of terms, so they are looked up in a map.
    std::unordered_map<std::string_view, std::size_t> singles;
    for (std::size_t i = 0; i < alternatives.size(); ++i)
        if (alternatives[i].words.size() == 1) singles.emplace(alternatives[i].words.front(), i);
    alternatives.reserve(alternatives.size() + forms.size());
    for (const Form& form : forms) {
        const auto [known, is_new] = singles.try_emplace(form.term, alternatives.size());
        if (is_new) alternatives.push_back({{form.term}, reason, form.in});
        else alternatives[known->second].in |= form.in;
    }
}

WordExpansion::WordExpansion(const Xapian::Database& database)
    : database_(database), languages_(database) {}

const std::vector<Form>& WordExpansion::stem_class(std::string_view folded) const {
    const std::string word(folded);
    const auto [entry, is_new] = classes_.try_emplace(word);
    std::vector<Form>& forms = entry->second;
    if (!is_new) return forms;
    std::map<std::string, LanguageSet> found;
    if (database_.term_exists(word)) found.emplace(word, every_language);
    const bool has_letter = std::any_of(word.begin(), word.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
    for (std::size_t i = 0; has_letter && i < languages_.all().size(); ++i) {
        const NoteLanguages::Language& language = languages_.all()[i];
        const std::string stem = language.stem(word);
        // Words with one stem begin with the stem, except perhaps for its last letter (happy,
        // happi). At least two letters are needed, or half the index is walked. English changes the
        // last letter only to one of these four (231,615 words of six corpora); other languages to
        // many.
        std::string start = without_last_character(stem);
        if (unicode::length(start) < 2) continue;
        if (language.code == "en" &&
            std::string_view("eily").find(stem.back()) == std::string_view::npos)
            start = stem;
        for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start);
             ++term) {
            const std::string form = *term;
            if (language.stem(form) != stem || !is_folded_word(form)) continue;
            notes_with_[form] = term.get_termfreq();
            found[form] |= languages_.bit(i);
        }
    }
    for (const auto& [term, in] : found) forms.push_back({term, languages_.simplified(in)});
    return forms;
}

Xapian::doccount WordExpansion::notes_with(const std::string& term) const {
    const auto [entry, is_new] = notes_with_.try_emplace(term);
    if (is_new) entry->second = database_.get_termfreq(term);
    return entry->second;
}

const std::vector<Form>& WordExpansion::as_one_word(std::string_view first,
                                                    std::string_view second) const {
    static const std::vector<Form> none;
    // "log in" may be login, but "a part" is not apart, and "pl an" is not plan.
    if (text::is_stop_word(first)) return none;
    if (text::is_stop_word(second) && !is_particle_after(first, second)) return none;
    return stem_class(std::string(first).append(second));
}

std::vector<Alternative> WordExpansion::expand(std::string_view folded) const {
    std::vector<Alternative> alternatives;
    const std::string word(folded);
    const std::vector<Form>& forms =
        stem_class(folded);  // with the word itself, if it is in the index
    if (std::any_of(forms.begin(), forms.end(),
                    [&](const Form& form) { return form.term == word; }))
        alternatives.push_back({{word}, Reason::as_written});
    add_alternatives(alternatives, forms, Reason::stem);
    const LanguageSet english = languages_.of("en");
    for (const std::string& spelling : other_spellings(folded)) {
        std::vector<Form> others = stem_class(spelling);
        for (Form& form : others)
            form.in = languages_.simplified(form.in & english);  // the pairs are English
        std::erase_if(others, [](const Form& form) { return form.in == 0; });
        add_alternatives(alternatives, others, Reason::spelling);
    }
    if (std::vector<std::string> phrase = two_words(word); !phrase.empty())
        alternatives.push_back({std::move(phrase), Reason::two_words});
    return alternatives;
}

/// opensource -> open, source: both are words of the corpus and somewhere next to each other, and
/// the first is as long as possible. Neither is a stop word (maybe is not "may be"), except a
/// particle after a verb (login is "log in"). Empty if there are no two such words.
std::vector<std::string> WordExpansion::two_words(const std::string& folded) const {
    constexpr std::size_t shortest = 2, longest = 32;  // letters
    constexpr std::size_t most_phrases_tried = 64;     // about 50 µs each
    if (folded.size() < 2 * shortest || folded.size() > longest) return {};
    if (!std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; }))
        return {};
    std::vector<std::size_t> cuts;  // where a first word ends. These words are neighbours in the
                                    // index, so they are looked up together
    const auto is_there = [&](const std::string& part) {
        return !text::is_stop_word(part) && database_.term_exists(part);
    };
    for (std::size_t at = folded.size() - shortest; at >= shortest; --at)
        if (is_there(folded.substr(0, at))) cuts.push_back(at);
    for (const std::size_t at : cuts) {
        std::vector<std::string> phrase{folded.substr(0, at), folded.substr(at)};
        if (!is_second_word(phrase.front(), phrase.back()) || !database_.term_exists(phrase.back()))
            continue;
        if (++phrases_tried_ > most_phrases_tried) return {};
        if (has_phrase(phrase)) return phrase;
    }
    return {};
}

bool WordExpansion::has_phrase(const std::vector<std::string>& words) const {
    Xapian::Enquire enquire(database_);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(),
                                    static_cast<Xapian::termcount>(words.size())));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return !enquire.get_mset(0, 1).empty();
}

std::vector<Form> WordExpansion::matching(std::string_view pattern) const {
    const std::string start(pattern.substr(0, pattern.find_first_of("*?")));
    const bool is_prefix = pattern.size() == start.size() + 1 && pattern.ends_with('*');
    std::vector<Form> forms;
    for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start);
         ++term) {
        std::string form = *term;
        if (!is_folded_word(form) || !(is_prefix || fits(pattern, form))) continue;
        notes_with_[form] = term.get_termfreq();
        forms.push_back({std::move(form)});
    }
    return forms;
}

void WordExpansion::look_near(const std::vector<WantedSpelling>& wanted) const {
    std::vector<WantedSpelling> unknown;
    for (const WantedSpelling& each : wanted)
        if (near_.try_emplace(key_of(each.folded, each.edits)).second) unknown.push_back(each);
    std::vector<std::vector<NearSpelling>> found = near_spellings(database_, unknown);
    for (std::size_t i = 0; i < unknown.size(); ++i)
        near_[key_of(unknown[i].folded, unknown[i].edits)] = std::move(found[i]);
}

const std::vector<NearSpelling>& WordExpansion::near(const std::string& folded,
                                                     std::size_t edits) const {
    look_near({{folded, edits}});
    return near_.at(key_of(folded, edits));
}

std::size_t WordExpansion::count_words() const {
    std::size_t count = 0;
    for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term)
        count += is_folded_word(*term);
    return count;
}

}  // namespace assay::query
