// Covers what Obsidian adds to Markdown by tokens that cmark takes for letters, before it parses a
// note that becomes a page.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay::cli {

/// What a token stands for. Each can be undone: in code, cmark's text shows `written` again.
struct ObsidianToken {
    enum class Kind : std::uint8_t {
        link,       // [[target|shown]]
        embed,      // ![[target|shown]]
        math,       // $x$, $$x$$
        comment,    // %%x%%
        highlight,  // == at either end
        callout,    // [!note]- at the beginning of a quote; target: "note", shown: "-"
        block_id,   // ^abc at the end of a line; target: "abc"
    };
    Kind kind;
    std::string written;        // as in the note
    std::string target, shown;  // of a link or embed; `shown` is empty without '|'
};

/// A token in the text is token_begin, its number in decimal digits, token_end. Marks begin and end
/// with the other two. All four are noncharacters of Unicode, which no text has (in the note they
/// become U+FFFD), and which cmark takes for letters, as what they cover.
inline constexpr std::string_view mark_begin = "\uFDD0", mark_end = "\uFDD1",
                                  token_begin = "\uFDD2", token_end = "\uFDD3";

struct TokenText {
    std::string text;                  // for cmark
    std::vector<std::uint32_t> lines;  // for each of its lines, the line of the body; both 1-based
    std::vector<ObsidianToken> tokens;

    /// The line of the body for a line of `text`.
    std::uint32_t line(std::uint32_t of_text) const;

    /// Returns a text of cmark as the note has it: with tokens undone and without marks.
    std::string undone(std::string_view given) const;
};

/// `marks`: bytes of `body` (UTF-8, lines end in '\n'), sorted and disjoint, none beyond its line.
TokenText cover_obsidian(std::string_view body, const std::vector<query::TextRange>& marks);

}  // namespace assay::cli
