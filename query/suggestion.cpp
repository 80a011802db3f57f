#include "query/suggestion.h"

#include <algorithm>

#include "indexer/schema/fields.h"
#include "indexer/schema/edit_distance.h"

namespace assay {
namespace {

/// The tag nearest in spelling, the one of most notes among equals.
std::string nearest_tag(const std::string& folded, const Xapian::Database& database) {
    const std::string prefix(*spec(Field::tag).prefix);
    std::string nearest;
    std::size_t best = std::max<std::size_t>(2, folded.size() / 3 + 1);
    Xapian::doccount best_notes = 0;
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term) {
        std::string candidate = (*term).substr(prefix.size());
        if (candidate.starts_with('=')) continue;
        // The last part of a nested tag is how people remember it: #open-source for #tech/open-source.
        const std::string last = candidate.substr(candidate.rfind('/') + 1);
        const std::size_t distance = std::min(edit_distance(folded, candidate, best + 1), edit_distance(folded, last, best + 1));
        const Xapian::doccount notes = term.get_termfreq();
        if (distance > best || (distance == best && notes <= best_notes)) continue;
        best = distance;
        best_notes = notes;
        nearest = std::move(candidate);
    }
    return nearest;
}

}  // namespace

std::optional<std::string> nearest_query(const std::string& text, const std::vector<MissingWord>& missing, const Xapian::Database& database, const WordExpansion& expansion) {
    std::vector<MissingWord> words = missing;
    std::sort(words.begin(), words.end(), [](const MissingWord& a, const MissingWord& b) { return a.begin > b.begin; });  // later ones first: offsets stay true
    std::string corrected = text;
    bool changed = false;
    for (const MissingWord& word : words) {
        const std::string nearest = word.tag ? nearest_tag(word.folded, database) : expansion.nearest(word.folded);
        if (nearest.empty()) continue;
        corrected.replace(word.begin, word.end - word.begin, nearest);
        changed = true;
    }
    return changed ? std::optional(corrected) : std::nullopt;
}

}  // namespace assay
