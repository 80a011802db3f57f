// Obsidian's links in front matter: up: "[[Home|Start]]".
#pragma once

#include <string_view>
#include <vector>

#include "indexer/note/header_values.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// Returns the links in the values of `front_matter`, which was read from `text` (the whole note),
/// in the order of its keys. A link whose place cannot be found, because its value was written with
/// escapes, has the line of its key and column 1.
std::vector<schema::Link> header_links(std::string_view text, const FrontMatter& front_matter);

}  // namespace assay::indexer
