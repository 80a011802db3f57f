#include "query/facets.h"

#include <algorithm>
#include <chrono>

#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"

namespace assay {
namespace {

/// Values of the notes that have one, by rising docid: one pass over the slot, where a look at each document would take ten times as long.
template <typename Take>
void for_each_value(Xapian::valueno slot, const std::vector<Xapian::docid>& documents, const Xapian::Database& database, Take take) {
    auto value = database.valuestream_begin(slot);
    const auto end = database.valuestream_end(slot);
    for (const Xapian::docid document : documents) {
        if (value == end) return;
        if (value.get_docid() < document) value.skip_to(document);
        if (value != end && value.get_docid() == document) take(*value);
    }
}

}  // namespace

/// Folding is done once for each spelling, not once for each note.
const std::vector<FacetCounter::Spelled>& FacetCounter::tags_of(std::string_view written) {
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

void FacetCounter::count_tags(const std::string& packed) {
    ++notes_;
    for (const std::string_view written : unpack_list(packed)) {
        for (const Spelled& spelled : tags_of(written)) {
            ++*spelled.spelling;
            if (spelled.tag->last_note == notes_) continue;
            spelled.tag->last_note = notes_;
            ++spelled.tag->count;
        }
    }
}

void FacetCounter::count_year(const std::string& created) {
    const std::chrono::seconds since_1970(static_cast<std::int64_t>(Xapian::sortable_unserialise(created)));
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(since_1970)));
    ++years_[static_cast<int>(day.year())];
}

FacetCounter::FacetCounter(const std::vector<Xapian::docid>& matches, const Xapian::Database& database) {
    for_each_value(slot(Field::tag), matches, database, [&](const std::string& packed) { count_tags(packed); });
    for_each_value(slot(Field::created), matches, database, [&](const std::string& created) { count_year(created); });
}

Facets FacetCounter::counts() const {
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
