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
    std::string_view body;          // as written
    std::string covered;            // empty when nothing had to be done
    std::vector<SourceRange> math;  // sorted by begin, disjoint; with the dollar signs
    std::vector<SourceRange> gone;  // sorted by begin, disjoint: not text, except in code
    std::vector<InlineField>
        fields;  // by line; including those in indented code, which only cmark recognizes
    std::vector<Excess> excess;  // covered because it would take too long
    bool has_link = false;       // a wikilink
    bool has_picture = false;    // ![[picture.png]]

    /// Returns the text for cmark. Its bytes correspond to those of the body; references to
    /// footnotes may follow after the end.
    std::string_view markdown() const { return covered.empty() ? body : std::string_view(covered); }

    /// True if the lines of `range` contain nothing else except quote marks and spaces.
    bool is_alone(SourceRange range) const;
};

/// Covers, byte by byte, what Markdown would take for its own:
///   $a_b*c$, $$...$$     signs between the dollars; an opening one stands before, a closing one
///   behind a character that is no
///                        blank, and no digit follows it
///   [[a_b|shown]]        the brackets and the signs of the target
///   a zero byte          which cmark would replace by three
///   a fence that an indent of no-break spaces keeps from closing its code block
///   [^x]: again          a footnote whose name is taken: cmark would drop it; and those that no
///   text refers to get a reference
///   {% tag %}, {{ value }}, {{< code >}}, {{% code %}}   what Liquid and Hugo replace; at most
///   2,000 bytes, no empty line inside
///   {: .class #id}, {.class #id}                         attributes, in a line of their own
///   what exceeds the limits of excess_signs.h
/// and in `mdx`
///   import ... and export ... at the beginning of a block, {/* a comment */}; names and values of
///   tags that HTML does not have
/// Code is left alone as far as it can be told without its block structure; in what is left,
/// covering changes nothing, as the text is taken from the body. `body` must outlive the result.
ShieldedBody shield(std::string_view body, bool mdx = false);

}  // namespace assay::indexer
