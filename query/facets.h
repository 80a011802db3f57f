// Counts tags and years over the whole match. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/search_result.h"

namespace assay {

/// Sees every matching note once, if the match is asked to check them all (check_at_least = number of notes).
/// A note counts for each of its tags and for all their ancestors, once.
class FacetSpy : public Xapian::MatchSpy {
public:
    void operator()(const Xapian::Document& document, double weight) override;

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

    std::size_t notes_ = 0;
    std::unordered_map<std::string, Tag> tags_;                        // by folded tag
    std::unordered_map<std::string, std::vector<Spelled>> as_written_;  // what a written tag counts for
    std::unordered_map<int, std::size_t> years_;
};

}  // namespace assay
