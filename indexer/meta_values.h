// Other front matter -> the pairs that meta.key:value asks for.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

/// Every scalar below `meta` (a JSON object, as in NoteRecord) with its key: nested keys joined by dots, each item of a list under the
/// key of the list. null has no value. Order of the object; nothing for text that is no object.
std::vector<std::pair<std::string, std::string>> meta_values(std::string_view meta);

}  // namespace assay
