// Writes the text of a parsed note. Internal to markdown.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/note/cmark_tree.h"
#include "indexer/note/markdown_text.h"
#include "indexer/note/shield.h"

namespace assay::indexer {

/// Walks the tree of source.markdown() once and writes the text. Takes the inline fields of
/// `source`, and empties the key of those in code. For `literal`, see PlainText::take_literal.
/// `attributes` receives where in the text an attribute list begins, directly after its element.
MarkdownText render_tree(cmark_node* document, ShieldedBody& source, std::uint32_t first_line,
                         std::vector<schema::Stretch>& literal,
                         std::vector<std::uint32_t>& attributes);

}  // namespace assay::indexer
