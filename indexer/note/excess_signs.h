// What would take cmark more than linear time or memory is covered before it parses: runs of signs,
// paragraphs of nothing else, deep nesting, and tables whose rows cmark would fill up. What is
// covered stands in the text as written (shield.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// What of a note is not read as Markdown, for a problem.
struct Excess {
    std::uint32_t line = 0;  // 1-based, of the body
    std::string message, hint;
};

/// Covers in `covered`, a copy of `body` or empty (then one is made where something must be
/// covered), what exceeds the limits of limits.h. At most one of each kind is returned, the first.
std::vector<Excess> cover_excess(std::string_view body, std::string& covered);

}  // namespace assay
