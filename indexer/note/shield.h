// Prepares a note for cmark: math, wikilinks and other stretches that are not Markdown are covered
// up before it parses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/excess_signs.h"
#include "indexer/note/inline_fields.h"

namespace assay::indexer {

/// Half-open, bytes of the body.
struct SourceRange {
    std::size_t begin = 0, end = 0;
};

struct ShieldedBody {
    std::string_view body;            // as written
    std::string covered;              // empty when nothing had to be done
    std::vector<SourceRange> math;    // sorted by begin, disjoint; with the dollar signs
    std::vector<SourceRange> gone;    // sorted by begin, disjoint: not text, except in code
    std::vector<InlineField> fields;  // by line; also those in indented code, which cmark finds
    std::vector<Excess> excess;       // covered because it would take too long
    bool has_link = false;            // a wikilink
    bool has_picture = false;         // ![[picture.png]]
    bool has_template = false;        // a tag of Liquid or Hugo, which may make anchors

    /// Returns the text for cmark. Its bytes correspond to those of the body; references to
    /// footnotes may follow after the end.
    std::string_view markdown() const { return covered.empty() ? body : std::string_view(covered); }

    /// True if the lines of `range` contain nothing else except quote marks and spaces.
    bool is_alone(SourceRange range) const;
};

/// Covers, byte by byte, what cmark would take for Markdown and is not:
///   $a_b*c$, $$...$$      signs between dollars; the character after the opening one and before
///   the
///                         closing one is not a blank, and no digit follows
///   [[a_b|shown]]         the brackets, and the signs of the target
///   a zero byte           cmark would replace it by three bytes
///   a closing fence       whose indent of no-break spaces keeps it from closing its code block
///   [^x]: again           a footnote whose name is taken, which cmark would drop; a footnote that
///                         nothing refers to gets a reference
///   {% tag %}, {{ value }}, {{< code >}}, {{% code %}}
///                         what Liquid and Hugo replace: at most 2,000 bytes, without an empty line
///   {: .class #id}, {.class #id}
///                         attributes, on a line of their own
///   excess                what exceeds the limits in excess_signs.h
/// and if `mdx` is set
///   import ... export ... at the beginning of a block
///   {/* a comment */}
///   <Card title="x">      names and values of tags that HTML does not have
/// Code is left as it is, as far as it can be recognized without the block structure; covering the
/// rest of it does no harm, because the text of code is taken from the body. `body` must outlive
/// the result.
ShieldedBody shield(std::string_view body, bool mdx = false);

}  // namespace assay::indexer
