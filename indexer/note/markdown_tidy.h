// The last touch to what was read of a note's Markdown. Internal to the reader.
#pragma once

#include "indexer/note/markdown_text.h"

namespace assay {

/// White space at the end goes, headings get their text and anchors, and scopes without text and
/// quotes in quotes go.
void tidy(MarkdownText& note);

}  // namespace assay
