// The syntax tree of a note, made by cmark-gfm: calling the library, and correcting what it returns
// (doc/engine-notes.md, cmark-gfm).
#pragma once

#include <cmark-gfm.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::indexer {

/// Parses GitHub-flavoured Markdown with footnotes. The tree is valid until forget_tree() or the
/// next parse in this thread; do not free it. Returns nullptr if the tree would take more memory
/// than limits.h allows for a text of this size.
cmark_node* parse_markdown(std::string_view markdown);

/// Releases the memory of this thread's tree.
void forget_tree() noexcept;

/// Returns a view of a string of cmark, which may be nullptr.
inline std::string_view view(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

/// Returns the character of an entity, or the entity itself if its name is unknown.
std::string decode_entity(std::string_view entity);

/// Returns the name of the node's type; those of extensions have no number: "table_cell".
inline std::string_view type_name(cmark_node* node) {
    return view(cmark_node_get_type_string(node));
}

/// Returns true for an item of a task list that is done.
bool is_done_task(cmark_node* item);

/// Returns for each column of a table 'l', 'c', 'r', or 0 if the note does not say.
std::string alignments_of(cmark_node* table);

/// Returns the first line of the node, 1-based; 0 if it is not reported. An address without
/// brackets is at 0:0 in cmark-gfm 0.29.0.gfm.6; gfm.13 reports a column after its end.
std::uint32_t line_of(cmark_node* node);

/// Returns the blocks of a document in the order of the file. cmark moves footnotes to the end, in
/// the order of their references.
std::vector<cmark_node*> top_blocks(cmark_node* document);

}  // namespace assay::indexer
