#include "query/facets.h"

#include <algorithm>
#include <chrono>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"

namespace assay {

/// Folding is done once for each spelling, not once for each note.
const std::vector<FacetSpy::Spelled>& FacetSpy::tags_of(std::string_view written) {
    const auto [entry, is_new] = as_written_.try_emplace(std::string(written));
    if (is_new) {
        std::string spelling(written);
        for (const std::string& folded : with_ancestors(fold_tag(written))) {
            Tag& tag = tags_[folded];
            entry->second.push_back({&tag, &tag.spellings[spelling]});
            spelling.resize(std::min(spelling.rfind('/'), spelling.size()));
        }
    }
    return entry->second;
}

void FacetSpy::operator()(const Xapian::Document& document, double) {
    ++notes_;
    const std::string packed = document.get_value(slot(Field::tag));
    for (const std::string_view written : unpack_list(packed)) {
        for (const Spelled& spelled : tags_of(written)) {
            ++*spelled.spelling;
            if (spelled.tag->last_note == notes_) continue;
            spelled.tag->last_note = notes_;
            ++spelled.tag->count;
        }
    }
    if (const std::string created = document.get_value(slot(Field::created)); !created.empty()) {
        const std::chrono::seconds since_1970(static_cast<std::int64_t>(Xapian::sortable_unserialise(created)));
        const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(since_1970)));
        ++years_[static_cast<int>(day.year())];
    }
}

Facets FacetSpy::counts() const {
    Facets facets;
    for (const auto& [folded, tag] : tags_) {
        // Shown as most often written; of equals the first by bytes, so that the same notes give the same answer.
        const auto spelling = std::max_element(tag.spellings.begin(), tag.spellings.end(), [](const auto& a, const auto& b) {
            return a.second != b.second ? a.second < b.second : a.first > b.first;
        });
        facets.tag.push_back({spelling->first, tag.count});
    }
    std::sort(facets.tag.begin(), facets.tag.end(), [](const FacetCount& a, const FacetCount& b) { return a.count != b.count ? a.count > b.count : a.value < b.value; });
    for (const auto& [year, count] : years_) facets.year.push_back({std::to_string(year), count});
    std::sort(facets.year.begin(), facets.year.end(), [](const FacetCount& a, const FacetCount& b) { return a.value.size() != b.value.size() ? a.value.size() < b.value.size() : a.value < b.value; });
    return facets;
}

}  // namespace assay
