// Which heading of a note is its title.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/note/markdown_text.h"

namespace assay::indexer {

/// Returns the first level-1 heading of `note` if nothing comes before it in `body` except images
/// and what is not text: comments, rules, link definitions, HTML without text. Returns nullptr if
/// other text does, or if the heading is in a quote or a list. `body` is what `note` was read from,
/// and `first_line` its line in the file.
const schema::Heading* title_heading(const MarkdownText& note, std::string_view body,
                                     std::uint32_t first_line);

}  // namespace assay::indexer
