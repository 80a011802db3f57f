// The syntax tree of a note, made by cmark-gfm: how it is called, and what of it must be set right.
#pragma once

#include <cmark-gfm.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// GitHub-flavoured Markdown with footnotes. The tree lives until forget_tree, and as long as
/// nothing else is parsed in this thread; do not free it. nullptr when the tree would take more
/// memory than limits.h allows for a text of this size.
cmark_node* parse_markdown(std::string_view markdown);

/// Gives the memory of this thread's tree back.
void forget_tree() noexcept;

/// A C string of cmark; some of its nodes have none.
inline std::string_view view(const char* text) {
    return text == nullptr ? std::string_view() : std::string_view(text);
}

/// The character that an entity stands for, or the entity when its name is unknown.
std::string decode_entity(std::string_view entity);

/// 0: not reported. An address without brackets is at 0:0 in cmark-gfm 0.29.0.gfm.6; gfm.13 counts
/// its column from the beginning of the paragraph, which is behind its end.
std::uint32_t line_of(cmark_node* node);

/// The blocks of a document in the order of the file: cmark moves the footnotes to the end, in the
/// order of the references.
std::vector<cmark_node*> top_blocks(cmark_node* document);

}  // namespace assay
