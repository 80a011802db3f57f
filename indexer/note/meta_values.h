// Other front matter -> the pairs that meta.key:value asks for, and the texts that are searched
// like tags.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/note/front_matter.h"

namespace assay {

/// Every scalar below `meta` (a JSON object, as in NoteRecord) with its key: nested keys joined by
/// dots, each item of a list under the key of the list. null has no value. Order of the object;
/// nothing for text that is no object.
std::vector<std::pair<std::string, std::string>> meta_values(std::string_view meta);

/// The values below `meta` that are text, with links shown: several words, or one of letters alone,
/// and neither an address nor a date nor a truth value; not those of keys that speak to a program
/// (cssclass, layout, image, dg-*, ms.* …), and all strings of keys that say what the note is about
/// or whose it is (author, description, category …).
std::vector<std::string> meta_texts(const nlohmann::ordered_json& meta);

}  // namespace assay
