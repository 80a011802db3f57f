#include "query/word_expansion.h"

#include <algorithm>
#include <array>

#include "indexer/schema/fields.h"
#include "indexer/schema/unicode.h"
#include "query/spelling_pairs.h"
#include "indexer/schema/stop_words.h"

namespace assay {
namespace {

/// "en-GB" -> "en": Snowball knows languages, not countries.
std::string primary_subtag(std::string_view lang) { return std::string(lang.substr(0, lang.find_first_of("-_"))); }

std::string without_last_character(std::string text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    if (!text.empty()) text.pop_back();
    return text;
}

std::string key_of(std::string_view folded, std::size_t edits) { return std::to_string(edits).append(folded); }

}  // namespace

std::string_view describe(Reason reason) {
    switch (reason) {
        case Reason::typed: return "as typed";
        case Reason::stem: return "same stem";
        case Reason::spelling: return "British or American spelling";
        case Reason::synonym: return "synonym";
        case Reason::one_word: return "written as one word";
        case Reason::two_words: return "written as two words";
        case Reason::prefix: return "begins so";
        case Reason::near: return "near spelling";
    }
    return "";
}

void add_members(std::vector<Member>& members, const std::vector<std::string>& terms, Reason reason) {
    for (const std::string& term : terms) {
        const bool known = std::any_of(members.begin(), members.end(), [&](const Member& member) { return member.words.size() == 1 && member.words.front() == term; });
        if (!known) members.push_back({{term}, reason});
    }
}

WordExpansion::WordExpansion(const Xapian::Database& database) : database_(database) {
    const std::string prefix(*spec(Field::lang).prefix);
    std::vector<std::string> seen;
    // To the next language at once: one that all notes have is a posting list of many chunks, and a step goes through all of them.
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); term.skip_to(*term + '\0')) {
        const std::string lang = primary_subtag((*term).substr(prefix.size()));
        if (std::find(seen.begin(), seen.end(), lang) != seen.end()) continue;
        seen.push_back(lang);
        try {
            stemmers_.push_back({Xapian::Stem(lang), lang == "en"});
        } catch (const Xapian::InvalidArgumentError&) {
            // A language without a stemmer: its words are found as they are written.
        }
    }
}

const std::vector<std::string>& WordExpansion::stem_class(std::string_view folded) const {
    const std::string word(folded);
    const auto [entry, is_new] = classes_.try_emplace(word);
    std::vector<std::string>& terms = entry->second;
    if (!is_new) return terms;
    if (database_.term_exists(word)) terms.push_back(word);
    const bool has_letter = std::any_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
    if (!has_letter) return terms;
    for (const Stemmer& stemmer : stemmers_) {
        const std::string stem = stemmer.stem(word);
        // Words of one stem share it but for its last letter (happy, happi): two letters at least, or half the index is walked. English
        // changes it to these alone (of 231,615 words of six corpora), other languages to many.
        std::string start = without_last_character(stem);
        if (unicode::length(start) < 2) continue;
        if (stemmer.is_english && std::string_view("eily").find(stem.back()) == std::string_view::npos) start = stem;
        for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start); ++term) {
            std::string form = *term;
            if (stemmer.stem(form) != stem || !is_folded_word(form)) continue;
            notes_with_[form] = term.get_termfreq();
            terms.push_back(std::move(form));
        }
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

Xapian::doccount WordExpansion::notes_with(const std::string& term) const {
    const auto [entry, is_new] = notes_with_.try_emplace(term);
    if (is_new) entry->second = database_.get_termfreq(term);
    return entry->second;
}

std::vector<Member> WordExpansion::expand(std::string_view folded) const {
    std::vector<Member> members;
    const std::string word(folded);
    const std::vector<std::string>& forms = stem_class(folded);  // itself among them, when it is there
    if (std::binary_search(forms.begin(), forms.end(), word)) members.push_back({{word}, Reason::typed});
    add_members(members, forms, Reason::stem);
    for (const std::string& spelling : other_spellings(folded)) add_members(members, stem_class(spelling), Reason::spelling);
    if (std::vector<std::string> row = two_words(word); !row.empty()) members.push_back({std::move(row), Reason::two_words});
    return members;
}

/// opensource -> open, source: the longest first word, both of them words of the corpus and somewhere in a row, none a stop word
/// (maybe is not may be). Empty for none.
std::vector<std::string> WordExpansion::two_words(const std::string& folded) const {
    constexpr std::size_t shortest = 3, longest = 32;    // letters
    constexpr std::size_t most_rows_tried = 64;          // some 50 µs each, 2 ms at most
    if (folded.size() < 2 * shortest || folded.size() > longest) return {};
    if (!std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return {};
    std::vector<std::size_t> cuts;  // behind words: first words are neighbours in the index, and together they are found at once
    const auto is_there = [&](const std::string& part) { return !is_stop_word(part) && database_.term_exists(part); };
    for (std::size_t at = folded.size() - shortest; at >= shortest; --at)
        if (is_there(folded.substr(0, at))) cuts.push_back(at);
    for (const std::size_t at : cuts) {
        std::vector<std::string> row{folded.substr(0, at), folded.substr(at)};
        if (!is_there(row.back())) continue;
        if (++rows_tried_ > most_rows_tried) return {};
        if (is_row(row)) return row;
    }
    return {};
}

bool WordExpansion::is_row(const std::vector<std::string>& words) const {
    Xapian::Enquire enquire(database_);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size())));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return !enquire.get_mset(0, 1).empty();
}

std::vector<std::string> WordExpansion::with_prefix(std::string_view folded, std::size_t& all) const {
    const std::string start(folded);
    std::vector<std::pair<Xapian::doccount, std::string>> found;
    for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start); ++term)
        if (is_folded_word(*term)) found.emplace_back(term.get_termfreq(), *term);
    all = found.size();
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    if (found.size() > most_prefix_terms) found.resize(most_prefix_terms);
    std::vector<std::string> terms;
    for (auto& [frequency, term] : found) terms.push_back(std::move(term));
    std::sort(terms.begin(), terms.end());
    return terms;
}

void WordExpansion::look_near(const std::vector<WantedSpelling>& wanted) const {
    std::vector<WantedSpelling> unknown;
    for (const WantedSpelling& each : wanted)
        if (near_.try_emplace(key_of(each.folded, each.edits)).second) unknown.push_back(each);
    std::vector<std::vector<NearSpelling>> found = near_spellings(database_, unknown);
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        if (found[i].size() > most_near_terms) found[i].resize(most_near_terms);
        near_[key_of(unknown[i].folded, unknown[i].edits)] = std::move(found[i]);
    }
}

const std::vector<NearSpelling>& WordExpansion::near(const std::string& folded, std::size_t edits) const {
    look_near({{folded, edits}});
    return near_.at(key_of(folded, edits));
}

std::size_t WordExpansion::count_words() const {
    std::size_t count = 0;
    for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term) count += is_folded_word(*term);
    return count;
}

}  // namespace assay
