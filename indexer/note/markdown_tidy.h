// The last step of reading a note's Markdown. Internal to the reader.
#pragma once

#include "indexer/note/markdown_text.h"

namespace assay::indexer {

/// Removes white space at the end, scopes without text, and quotes in quotes. Gives headings their
/// text and anchors.
void tidy(MarkdownText& note);

}  // namespace assay::indexer
