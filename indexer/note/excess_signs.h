// Covers text for which cmark would take more than linear time or memory (doc/engine-notes.md,
// cmark-gfm): long runs of signs, paragraphs of signs, deep nesting, and tables with missing cells.
// Covered text appears in the note as written (shield.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::indexer {

/// Text that is not read as Markdown, for a diagnostic.
struct Excess {
    std::uint32_t line = 0;  // 1-based, of the body
    std::string message, hint;
};

/// Covers what exceeds the limits of limits.h. `covered` is a copy of `body`, or empty; then the
/// copy is made if something must be covered. Returns the first excess of each kind.
std::vector<Excess> cover_excess(std::string_view body, std::string& covered);

}  // namespace assay::indexer
