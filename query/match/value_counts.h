// Counts notes by the value of one facet. Internal to query/.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/values/search_result.h"

namespace assay::query {

/// A note counts once for each of its values, and once for each value that these are nested in.
class ValueCounts {
public:
    using Fold = std::string (*)(std::string_view written);

    /// Values with the same folded form count as one. `separator` separates a nested value from
    /// what it is nested in; 0: nothing is nested.
    ValueCounts(Fold fold, char separator) : fold_(fold), separator_(separator) {}

    ValueCounts(ValueCounts&&) = default;  // a copy would count into the first
    ValueCounts& operator=(ValueCounts&&) = default;

    char separator() const { return separator_; }

    /// Counts a value of a note. An empty value does not count. All values of a note must be added
    /// one after the other. `note`: at least 1.
    void add(std::string_view written, std::size_t note);

    /// Returns the counts, each value as it is most often written: most notes first, ties by value.
    std::vector<FacetCount> counts() const;

private:
    struct Value {
        std::size_t count = 0;
        std::size_t last_note = 0;  // the last note that was counted
        std::vector<std::pair<std::string, std::size_t>>
            spellings;  // with the number of times each was seen
    };
    struct Spelled {
        Value* value;
        std::size_t spelling;  // index into its spellings
    };
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    const std::vector<Spelled>& spelled(std::string_view written);

    Fold fold_;
    char separator_;
    std::unordered_map<std::string, Value> values_;  // folded
    std::unordered_map<std::string, std::vector<Spelled>, Hash, std::equal_to<>>
        as_written_;  // the values that a spelling counts for
};

}  // namespace assay::query
