#include "query/match/facet_column.h"

#include <algorithm>
#include <numeric>

#include "indexer/schema/note_record.h"
#include "indexer/text/limits.h"

namespace assay::query {

FacetColumn::SpellingId FacetColumn::spelling(const std::string& folded, std::string_view text) {
    const auto [value, is_new] = values_.try_emplace(folded, static_cast<ValueId>(first_.size()));
    if (is_new) first_.push_back(none);
    SpellingId& first = first_[value->second];
    for (SpellingId known = first; known != none; known = next_[known])
        if (texts_[known] == text) return known;
    const auto added = static_cast<SpellingId>(texts_.size());
    texts_.emplace_back(text);
    value_of_.push_back(value->second);
    next_.push_back(first);
    return first = added;
}

/// Folds once for each way a value is written, not once for each note.
const std::vector<FacetColumn::SpellingId>& FacetColumn::spellings_of(std::string_view written) {
    if (const auto known = written_.find(written); known != written_.end()) return known->second;
    std::vector<SpellingId> spellings;
    std::string_view text = written;
    for (const std::string& folded : schema::with_ancestors(fold_(written), separator_)) {
        spellings.push_back(spelling(folded, text));
        text = text.substr(0, text.rfind(separator_));
    }
    static const std::vector<SpellingId> nothing;  // a value that folds to nothing
    if (spellings.empty()) return nothing;
    const std::string_view kept = texts_[spellings.front()];
    return written_.emplace(kept, std::move(spellings)).first->second;
}

void FacetColumn::set(Xapian::docid note, const std::vector<std::string_view>& written) {
    const std::size_t begin = entries_.size();
    entries_.push_back(0);
    for (const std::string_view each : written) {
        if (each.size() > text::max_counted_value_bytes) continue;
        const std::vector<SpellingId>& spellings = spellings_of(each);
        entries_.insert(entries_.end(), spellings.begin(), spellings.end());
    }
    entries_[begin] = static_cast<std::uint32_t>(entries_.size() - begin - 1);
    set_list(note, static_cast<std::uint32_t>(begin));
}

void FacetColumn::set_as(Xapian::docid note, Xapian::docid other) {
    set_list(note, list_of(other));
}

void FacetColumn::set_list(Xapian::docid note, std::uint32_t begin) {
    const std::size_t block = note / notes_in_block;
    if (block >= lists_.size()) lists_.resize(block + 1);
    if (!lists_[block]) lists_[block] = std::make_unique<Block>();
    (*lists_[block])[note % notes_in_block] = begin;
}

/// Sorts the spellings that are new in between those that are sorted.
void FacetColumn::update_ranks() {
    const std::size_t sorted = order_.size();
    if (sorted == texts_.size()) return;
    order_.resize(texts_.size());
    const auto added = order_.begin() + static_cast<std::ptrdiff_t>(sorted);
    std::iota(added, order_.end(), static_cast<SpellingId>(sorted));
    const auto by_text = [&](SpellingId a, SpellingId b) { return texts_[a] < texts_[b]; };
    std::sort(added, order_.end(), by_text);
    std::inplace_merge(order_.begin(), added, order_.end(), by_text);
    ranks_.resize(order_.size());
    for (std::uint32_t rank = 0; rank < order_.size(); ++rank) ranks_[order_[rank]] = rank;
}

std::vector<FacetCount> FacetColumn::counts(const std::vector<Xapian::docid>& notes) {
    std::vector<std::uint32_t> times(texts_.size()), counts(first_.size());
    std::vector<Xapian::docid> counted_last(first_.size());
    for (const Xapian::docid note : notes) {
        const std::uint32_t* const list = &entries_[list_of(note)];  // an empty one if not known
        for (std::uint32_t i = 1; i <= *list; ++i) {
            ++times[list[i]];
            const ValueId value = value_of_[list[i]];
            if (counted_last[value] == note) continue;
            counted_last[value] = note;
            ++counts[value];
        }
    }
    update_ranks();
    std::vector<std::uint64_t> found;  // the count, so that more is less; and the rank of the text
    for (ValueId value = 0; value < counts.size(); ++value) {
        if (counts[value] == 0) continue;
        // Of equals the first in byte order, so that the same notes give the same answer.
        SpellingId most = first_[value];
        for (SpellingId each = next_[most]; each != none; each = next_[each])
            if (times[each] != times[most] ? times[each] > times[most]
                                           : ranks_[each] < ranks_[most])
                most = each;
        found.push_back(std::uint64_t{UINT32_MAX - counts[value]} << 32 | ranks_[most]);
    }
    std::sort(found.begin(), found.end());
    std::vector<FacetCount> result;
    result.reserve(found.size());
    for (const std::uint64_t each : found)
        result.push_back({texts_[order_[each & UINT32_MAX]],
                          std::size_t{UINT32_MAX - static_cast<std::uint32_t>(each >> 32)}});
    return result;
}

}  // namespace assay::query
