// Reads what Obsidian adds to Markdown, and the attributes of Pandoc, Hugo and kramdown, in the
// plain text of a note.
#pragma once

#include <cstdint>
#include <vector>

#include "indexer/note/markdown_text.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// Takes the signs of Obsidian out of `note.text`, moves everything that points into it, and
/// collects the inline tags, the links and the block ids:
///   [[target|shown]] -> shown       [[target]] -> target       ![[embed|200]] -> embed
///   ![[image|alt text]] -> alt text
///   [[#Heading]] -> Heading         [[target#^id]] -> target
///   ==marked== -> marked            %%comment%% -> nothing     text ^block-id -> text
///   [!note] at the beginning of a quote -> nothing             #tag stays text, and is a tag
///   # Heading {#id .class} -> Heading, with the anchor id      [x](y){.class} -> x
/// Changes nothing inside code and inside `literal`, the stretches in which signs have no meaning
/// (math, escaped characters; sorted by begin). A sign that is never closed stays as written.
/// `attributes` are the places of braces directly after a link, an image, code or emphasis, in
/// order. Completes `note.links`: adds those of Obsidian, drops those in comments, gives a place to
/// those that have none (line 0), and sorts all by where they are shown.
void read_obsidian(MarkdownText& note, const std::vector<schema::Stretch>& literal,
                   const std::vector<std::uint32_t>& attributes);

}  // namespace assay::indexer
