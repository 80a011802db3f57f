// Turns Markdown into plain text, with the place of every character in the file.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/note/markdown_text.h"

namespace assay::indexer {

/// Reads GitHub-flavoured Markdown with footnotes, and what Obsidian adds to it (shield.h,
/// obsidian.h). Leaves out HTML tags and attributes, comments, scripts, styles, SVG and link
/// destinations. Footnotes are where they are written. `body` is valid UTF-8 with LF line ends and
/// begins on line `first_line` of the file. With `mdx`, also reads what MDX adds (shield.h). Never
/// fails: any text is Markdown.
MarkdownText read_markdown(std::string_view body, std::uint32_t first_line, bool mdx = false);

}  // namespace assay::indexer
