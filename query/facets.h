// Counts tags and years over the whole match. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/search_result.h"

namespace assay {

/// A note counts for each of its tags and for all their ancestors, once.
class FacetCounter {
public:
    /// `matches`: by rising docid.
    FacetCounter(const std::vector<Xapian::docid>& matches, const Xapian::Database& database);

    Facets counts() const;

private:
    struct Tag {
        std::size_t count = 0;
        std::size_t last_note = 0;  // that was counted
        std::unordered_map<std::string, std::size_t> spellings;
    };
    struct Spelled {
        Tag* tag;
        std::size_t* spelling;  // how often it was written so
    };
    const std::vector<Spelled>& tags_of(std::string_view written);
    void count_tags(const std::string& packed);
    void count_year(const std::string& created);

    std::size_t notes_ = 0;
    std::unordered_map<std::string, Tag> tags_;                        // by folded tag
    std::unordered_map<std::string, std::vector<Spelled>> as_written_;  // what a written tag counts for
    std::unordered_map<int, std::size_t> years_;
};

}  // namespace assay
