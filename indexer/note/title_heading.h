// Which heading of a note is its title.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/note/markdown_text.h"

namespace assay::indexer {

/// The first level-1 heading of `note`, where nothing stands before it in `body` but what is no
/// text (comments, rules, link definitions, HTML without text) and images; nullptr where something
/// does, or where the heading is part of a quote or a list. `body` is what `note` was read from,
/// and `first_line` its line in the file.
const schema::Heading* title_heading(const MarkdownText& note, std::string_view body,
                                     std::uint32_t first_line);

}  // namespace assay::indexer
