#include "query/word_expansion.h"

#include <algorithm>

#include "indexer/schema/fields.h"
#include "indexer/schema/unicode.h"
#include "indexer/schema/edit_distance.h"

namespace assay {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The index also holds exact forms (café beside cafe) and prefixed terms; only folded words are expanded to.
bool is_folded_word(const std::string& term) {
    const auto first = static_cast<unsigned char>(term.front());
    if (first == '.' || first == '@' || (first >= 'A' && first <= 'Z')) return false;
    return is_ascii(term) || unicode::fold(term) == term;
}

/// "en-GB" -> "en": Snowball knows languages, not countries.
std::string primary_subtag(std::string_view lang) { return std::string(lang.substr(0, lang.find_first_of("-_"))); }

std::string without_last_character(std::string text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    if (!text.empty()) text.pop_back();
    return text;
}

}  // namespace

WordExpansion::WordExpansion(const Xapian::Database& database) : database_(database) {
    const std::string prefix(*spec(Field::lang).prefix);
    std::vector<std::string> seen;
    for (auto term = database_.allterms_begin(prefix); term != database_.allterms_end(prefix); ++term) {
        const std::string lang = primary_subtag((*term).substr(prefix.size()));
        if (std::find(seen.begin(), seen.end(), lang) != seen.end()) continue;
        seen.push_back(lang);
        try {
            stemmers_.emplace_back(lang);
        } catch (const Xapian::InvalidArgumentError&) {
            // A language without a stemmer: its words are found as they are written.
        }
    }
}

std::vector<std::string> WordExpansion::stem_class(std::string_view folded) const {
    const std::string word(folded);
    std::vector<std::string> terms;
    if (database_.term_exists(word)) terms.push_back(word);
    const bool has_letter = std::any_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; });
    if (!has_letter) return terms;
    for (const Xapian::Stem& stemmer : stemmers_) {
        const std::string stem = stemmer(word);
        // Words of one stem share it but for its last letter (happy, happi): two letters at least, or half the index is walked.
        const std::string start = without_last_character(stem);
        if (unicode::length(start) < 2) continue;
        for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start); ++term)
            if (is_folded_word(*term) && stemmer(*term) == stem) terms.push_back(*term);
    }
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

std::vector<std::string> WordExpansion::with_prefix(std::string_view folded) const {
    const std::string start(folded);
    std::vector<std::pair<Xapian::doccount, std::string>> found;
    for (auto term = database_.allterms_begin(start); term != database_.allterms_end(start); ++term)
        if (is_folded_word(*term)) found.emplace_back(term.get_termfreq(), *term);
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    if (found.size() > most_prefix_terms) found.resize(most_prefix_terms);
    std::vector<std::string> terms;
    for (auto& [frequency, term] : found) terms.push_back(std::move(term));
    std::sort(terms.begin(), terms.end());
    return terms;
}

std::size_t WordExpansion::count_words() const {
    std::size_t count = 0;
    for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term) count += is_folded_word(*term);
    return count;
}

std::string WordExpansion::nearest(std::string_view folded) const {
    const std::size_t letters = unicode::length(folded);
    if (letters < 3) return {};
    std::size_t best = letters <= 4 ? 2 : 3;  // distances below this are near
    Xapian::doccount best_frequency = 0;
    std::string nearest;
    for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term) {
        const std::string candidate = *term;
        if (candidate == folded || !is_folded_word(candidate)) continue;
        const std::size_t distance = edit_distance(folded, candidate, best + 1);
        if (distance > best || (nearest.empty() && distance == best)) continue;
        const Xapian::doccount frequency = term.get_termfreq();
        if (distance == best && frequency <= best_frequency) continue;
        best = distance;
        best_frequency = frequency;
        nearest = candidate;
    }
    return nearest;
}

}  // namespace assay
