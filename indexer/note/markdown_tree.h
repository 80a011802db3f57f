// The text of a note whose Markdown was parsed. Internal to markdown.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/note/cmark_tree.h"
#include "indexer/note/markdown_text.h"
#include "indexer/note/shield.h"

namespace assay {

/// Walks the tree of source.markdown() once and writes the text. Takes the inline fields of
/// `source`; the key of those in code is empty. `typed`: see PlainText::take_typed. `attributes`:
/// where in the text an attribute list begins, directly behind what it belongs to.
MarkdownText render_tree(cmark_node* document, ShieldedBody& source, std::uint32_t first_line,
                         std::vector<Stretch>& typed, std::vector<std::uint32_t>& attributes);

}  // namespace assay
