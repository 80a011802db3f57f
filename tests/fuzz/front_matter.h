// Checks that hold for any front matter, whatever its format. The bytes of the fuzzer are in the
// place of the keys.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/note/encoding.h"
#include "indexer/note/front_matter.h"
#include "indexer/text/limits.h"
#include "tests/fuzz/require.h"

namespace assay::fuzz {

inline int depth_of(const nlohmann::ordered_json& value) {
    int deepest = 0;
    if (value.is_structured())
        for (const auto& item : value) deepest = std::max(deepest, 1 + depth_of(item));
    return deepest;
}

inline std::size_t values_in(const nlohmann::ordered_json& value) {
    std::size_t all = 1;
    if (value.is_structured())
        for (const auto& item : value) all += values_in(item);
    return all;
}

/// Reads `header` between `before` and `after`, with a body after it.
inline void check_front_matter(std::string_view before, std::string_view header,
                               std::string_view after) {
    constexpr std::string_view body = "The body stays.\n";
    const std::string text = std::string(before) + indexer::decode_text(header).text +
                             std::string(after) + std::string(body);
    const indexer::FrontMatter read = indexer::read_front_matter(text);
    require(read.body_offset <= text.size() - body.size(), "no header loses the body");
    require(is_boundary(text, read.body_offset), "which begins with a code point");
    const auto lines_before = std::count(
        text.begin(), text.begin() + static_cast<std::ptrdiff_t>(read.body_offset), '\n');
    require(read.body_line == 1 + static_cast<std::uint32_t>(lines_before),
            "and its line is counted");
    const auto lines = static_cast<std::uint32_t>(1 + std::count(text.begin(), text.end(), '\n'));

    require(read.values.is_object(), "the values have keys");
    require(read.values.size() <= text::max_header_keys, "not too many");
    require(depth_of(read.values) <= text::max_header_depth + 1, "not nested too deeply");
    require(values_in(read.values) <= 2 * text::max_header_values, "not too many all in all");
    (void)read.values.dump();  // throws for what is not UTF-8
    for (const auto& [key, line] : read.lines)
        require(line >= 1 && line <= lines, "a key is on a line of the file");
    for (const Error& problem : read.problems) {
        require(problem.kind == ErrorKind::note, "a problem of the note");
        require(problem.where && problem.where->line >= 1 && problem.where->line <= lines,
                "a problem is on a line of the file");
        require(!problem.message.empty() && problem.message.find('\n') == problem.message.npos,
                "a message is one line");
        require_shown(problem.message, "that a terminal may see");
    }

    const indexer::FrontMatter again = indexer::read_front_matter(text);
    require(again.values == read.values && again.body_offset == read.body_offset,
            "the same bytes are the same values");
}

}  // namespace assay::fuzz
