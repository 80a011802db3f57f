// The syntax tree of a note, made by cmark-gfm: how it is called, and what of it must be set right.
#pragma once

#include <cmark-gfm.h>

#include <string>
#include <string_view>

namespace assay {

/// GitHub-flavoured Markdown with footnotes. The tree lives as long as nothing else is parsed in this thread; do not free it.
cmark_node* parse_markdown(std::string_view markdown);

/// A C string of cmark; some of its nodes have none.
inline std::string_view view(const char* text) { return text == nullptr ? std::string_view() : std::string_view(text); }

/// The character that an entity stands for, or the entity when its name is unknown.
std::string decode_entity(std::string_view entity);

}  // namespace assay
