#include "query/match/value_counts.h"

#include <algorithm>

#include "indexer/schema/note_record.h"
#include "indexer/text/limits.h"

namespace assay::query {

/// Folds once for each spelling, not once for each note.
const std::vector<ValueCounts::Spelled>& ValueCounts::spelled(std::string_view written) {
    if (const auto known = as_written_.find(written); known != as_written_.end())
        return known->second;
    std::vector<Spelled>& counted = as_written_[std::string(written)];
    if (written.size() > text::max_counted_value_bytes) return counted;
    std::string spelling(written);
    for (const std::string& folded : schema::with_ancestors(fold_(written), separator_)) {
        Value& value = values_[folded];
        const auto known = std::find_if(value.spellings.begin(), value.spellings.end(),
                                        [&](const auto& each) { return each.first == spelling; });
        counted.push_back({&value, static_cast<std::size_t>(known - value.spellings.begin())});
        if (known == value.spellings.end()) value.spellings.emplace_back(spelling, 0);
        spelling.resize(std::min(spelling.rfind(separator_), spelling.size()));
    }
    return counted;
}

void ValueCounts::add(std::string_view written, std::size_t note) {
    for (const auto& [value, spelling] : spelled(written)) {
        ++value->spellings[spelling].second;
        if (value->last_note == note) continue;
        value->last_note = note;
        ++value->count;
    }
}

std::vector<FacetCount> ValueCounts::counts() const {
    std::vector<FacetCount> counts;
    counts.reserve(values_.size());
    for (const auto& [folded, value] : values_) {
        // Of equals the first in byte order, so that the same notes give the same answer.
        const auto spelling = std::max_element(
            value.spellings.begin(), value.spellings.end(), [](const auto& a, const auto& b) {
                return a.second != b.second ? a.second < b.second : a.first > b.first;
            });
        counts.push_back({spelling->first, value.count});
    }
    std::sort(counts.begin(), counts.end(), [](const FacetCount& a, const FacetCount& b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    return counts;
}

}  // namespace assay::query
