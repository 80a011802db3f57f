// Lists of attributes, as kramdown, Pandoc and Hugo write them behind headings, links and pictures.
#pragma once

#include <cstddef>
#include <string_view>

namespace assay {

/// Length of the list of attributes that `text` begins with: {#id}, {.class key=value}, {: ref
/// #id}, {id="x"}; 0 when it is none. `id` receives the last id.
std::size_t attribute_list(std::string_view text, std::string_view* id = nullptr);

}  // namespace assay
