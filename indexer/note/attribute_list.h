// Attribute lists, as kramdown, Pandoc and Hugo allow them after headings, links and images.
#pragma once

#include <cstddef>
#include <string_view>

namespace assay::indexer {

/// Returns the length of the attribute list that `text` begins with: {#id}, {.class key=value}, {:
/// ref #id}, {id="x"}; 0 if there is none. `id` receives the last id.
std::size_t attribute_list(std::string_view text, std::string_view* id = nullptr);

}  // namespace assay::indexer
