// Markdown -> plain text that knows where each character came from.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/note/markdown_text.h"

namespace assay {

/// Reads GitHub-flavoured Markdown with footnotes, and what Obsidian adds to it (shield.h,
/// obsidian.h). HTML tags and attributes, comments, scripts, styles, SVG and link destinations are
/// no text; footnotes are where they are written. `body` is valid UTF-8 with LF line ends;
/// `first_line` its line in the file; `mdx`: what a file *.mdx has beside (shield.h). Never fails:
/// any text is Markdown.
MarkdownText read_markdown(std::string_view body, std::uint32_t first_line, bool mdx = false);

}  // namespace assay
