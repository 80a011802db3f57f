// Markdown -> plain text that knows where each character came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/excess_signs.h"
#include "indexer/note/inline_fields.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/note_record.h"

namespace assay {

/// A stretch of the plain text that a field of its own also indexes: heading, quote or code. Half-open, bytes.
struct Scope {
    Field field;
    std::uint32_t begin = 0, end = 0;
};

/// What a body holds besides prose, for has:table and the like.
struct Features {
    bool table = false, image = false, link = false, footnote = false, task = false, math = false;
};

struct MarkdownText {
    std::string text;               // see NoteRecord::text
    std::vector<Heading> headings;  // by offset
    std::vector<Segment> segments;  // by offset
    std::vector<Scope> scopes;      // by end; none is empty, and those of one field are disjoint
    std::vector<Stretch> tables;    // by begin, disjoint; none is empty
    Features features;
    std::vector<std::string> tags;  // inline #tags, as written, without '#', in order
    std::vector<InlineField> fields;  // by line of the file
    std::vector<Excess> excess;       // what is read as text; by line of the file
};

/// Reads GitHub-flavoured Markdown with footnotes, and what Obsidian adds to it (shield.h, obsidian.h). HTML tags and attributes,
/// comments, scripts, styles, SVG and link destinations are no text; footnotes are where they are written. `body` is valid UTF-8
/// with LF line ends; `first_line` its line in the file; `mdx`: what a file *.mdx has beside (shield.h). Never fails: any text is
/// Markdown.
MarkdownText read_markdown(std::string_view body, std::uint32_t first_line, bool mdx = false);

}  // namespace assay
