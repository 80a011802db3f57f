#include "indexer/text/word_parts.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "indexer/text/word_characters.h"

namespace assay::text {
namespace {

/// Returns the next run of digits with marks between them from `at` on, half-open.
std::pair<std::size_t, std::size_t> next_number(std::string_view word, std::size_t at) {
    std::size_t begin = at;
    while (begin < word.size() && !is_ascii_digit(word[begin])) ++begin;
    std::size_t end = begin;
    while (end < word.size() &&
           (is_ascii_digit(word[end]) || (number_mark(static_cast<unsigned char>(word[end])) != 0 &&
                                          end + 1 < word.size() && is_ascii_digit(word[end + 1]))))
        ++end;
    return {begin, end};
}

/// Returns 1,234,567.89 or 1.234.567 without the marks between its thousands; empty for a number
/// without such marks. 1.234 is a fraction.
std::string without_thousands(std::string_view number) {
    const std::size_t first = number.find_first_of(".,");
    const char mark = first == number.npos ? '\0' : number[first];
    if (first == 0 || first > 3 || mark == 0) return {};
    std::string plain(number.substr(0, first));
    std::size_t groups = 0, at = first;
    while (at < number.size() && number[at] == mark) {
        const std::size_t end = std::min(number.find_first_of(".,", at + 1), number.size());
        const std::size_t digits = end - at - 1;
        const bool last = end == number.size() || number[end] != mark;
        if (digits != 3 && (last || digits != 2)) return {};  // 12,34,567 in India
        plain.append(number.substr(at + 1, digits));
        ++groups;
        at = end;
    }
    const std::string_view fraction = number.substr(at);
    if (fraction.find_first_of(".,", 1) != fraction.npos ||
        (mark == '.' && groups == 1 && fraction.empty()))
        return {};
    return plain.append(fraction);
}

}  // namespace

CamelWords camel_words(std::string_view name) {
    CamelWords found;
    std::size_t words = 0;  // of two letters
    for (std::size_t i = 1; i < name.size(); ++i) {
        const char before = name[i - 1], after = i + 1 < name.size() ? name[i + 1] : '\0';
        if (!is_capital(name[i])) continue;
        const bool plural = after == 's' && i + 2 == name.size();  // URLs
        if (!is_small(before) && (!is_small(after) || (is_capital(before) && plural))) continue;
        if (found.count + 2 == found.bounds.size()) return {};
        words += i - found.bounds[found.count] > 1;
        found.bounds[++found.count] = i;
    }
    words += name.size() - found.bounds[found.count] > 1;
    if (found.bounds[1] < 2 || (is_capital(name[0]) && !is_capital(name[1]) && words < 3))
        return {};
    found.bounds[++found.count] = name.size();
    return found;
}

std::vector<NumberPart> number_parts(std::string_view folded) {
    constexpr std::size_t most_prefixes = 3, long_group = 4;
    std::vector<NumberPart> parts;
    const auto add = [&](std::size_t begin, std::size_t end) {
        parts.push_back({begin, end, std::string(folded.substr(begin, end - begin))});
    };
    for (auto [begin, end] = next_number(folded, 0); begin < end;
         std::tie(begin, end) = next_number(folded, end)) {
        const std::string_view number = folded.substr(begin, end - begin);
        if (number.find_first_of(".,") == number.npos) continue;
        if (number.size() < folded.size()) add(begin, end);  // of v2.10.3 and 1.5km
        if (std::string plain = without_thousands(number); !plain.empty()) {
            parts.push_back({begin, end, std::move(plain)});
            continue;
        }
        const auto marks = static_cast<std::size_t>(
            std::count_if(number.begin(), number.end(), [](char c) { return !is_ascii_digit(c); }));
        const bool dotted = number.find(',') == number.npos;
        std::size_t groups = 0;
        for (std::size_t from = begin; from < end;) {
            const std::size_t to = std::min(folded.find_first_of(".,", from), end);
            // The digits after a single point are a fraction (3.1415926), unless they may be a year
            // (04.2024).
            const bool fraction =
                dotted && marks == 1 && groups == 1 &&
                (to - from != long_group || folded[from] < '1' || folded[from] > '2');
            if (to - from >= long_group && !fraction) add(from, to);
            ++groups;
            if (dotted && groups > 1 && groups <= marks && groups <= most_prefixes + 1)
                add(begin, to);
            from = to + 1;
        }
    }
    return parts;
}

}  // namespace assay::text
