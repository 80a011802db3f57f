// Notes by value of one facet. Internal to query/.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/values/search_result.h"

namespace assay {

/// A note counts for each of its values and for all that these are nested in, once.
class ValueCounts {
public:
    using Fold = std::string (*)(std::string_view written);

    /// Values that fold alike are one. `separator` stands between a value and what it is nested in;
    /// 0: nothing is nested.
    ValueCounts(Fold fold, char separator) : fold_(fold), separator_(separator) {}

    ValueCounts(ValueCounts&&) = default;  // a copy would count into the first
    ValueCounts& operator=(ValueCounts&&) = default;

    char separator() const { return separator_; }

    /// An empty value is none. The notes come one after the other, each with a number of its own,
    /// from 1 on.
    void add(std::string_view written, std::size_t note);

    /// Each value as it is most often written; most notes first, ties by value.
    std::vector<FacetCount> counts() const;

private:
    struct Value {
        std::size_t count = 0;
        std::size_t last_note = 0;  // that was counted
        std::vector<std::pair<std::string, std::size_t>>
            spellings;  // each with how often it was written so
    };
    struct Spelled {
        Value* value;
        std::size_t spelling;  // of the value
    };
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    const std::vector<Spelled>& spelled(std::string_view written);

    Fold fold_;
    char separator_;
    std::unordered_map<std::string, Value> values_;  // folded
    std::unordered_map<std::string, std::vector<Spelled>, Hash, std::equal_to<>>
        as_written_;  // what it counts for
};

}  // namespace assay
