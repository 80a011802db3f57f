#include "indexer/text/edit_distance.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "indexer/text/unicode.h"

namespace assay::text {
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::vector<char32_t> from = unicode::code_points(a), to = unicode::code_points(b);
    const std::size_t longer = std::max(from.size(), to.size()),
                      shorter = std::min(from.size(), to.size());
    if (longer - shorter >= limit) return limit;
    std::vector<std::size_t> two_above, above(to.size() + 1), row(to.size() + 1);
    std::iota(above.begin(), above.end(), 0U);
    for (std::size_t i = 1; i <= from.size(); ++i) {
        row[0] = i;
        std::size_t best = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            row[j] =
                std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (from[i - 1] != to[j - 1])});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[j] = std::min(row[j], two_above[j - 2] + 1);
            best = std::min(best, row[j]);
        }
        if (best >= limit) return limit;
        two_above = above;
        std::swap(above, row);
    }
    return std::min(above[to.size()], limit);
}

std::string_view nearest_name(std::string_view given, std::span<const std::string_view> names) {
    std::string_view nearest;
    std::size_t best = (given.size() + 1) / 3 + 1;
    for (const std::string_view name : names) {
        const std::size_t distance = edit_distance(given, name, best);
        if (distance >= best) continue;
        best = distance;
        nearest = name;
    }
    return nearest;
}

}  // namespace assay::text
