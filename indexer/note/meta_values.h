// Other front matter: the pairs that meta.key:value finds, and the texts that are searched like
// tags.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/note/front_matter.h"

namespace assay::indexer {

/// Returns every scalar in `meta` (a JSON object, as in NoteRecord) with its key, in the order of
/// the object. Nested keys are joined by dots; the items of a list have the key of the list. Leaves
/// out null. Empty if the text is not an object.
std::vector<std::pair<std::string, std::string>> meta_values(std::string_view meta);

/// Returns the values in `meta` that are text, with links replaced by what they show. Text is
/// several words, or one word of letters, and not an address, a date or a boolean. Leaves out keys
/// that are meant for programs (cssclass, layout, image, dg-*, ms.* …). Returns all strings of keys
/// that describe the note or its author (author, description, category …).
std::vector<std::string> meta_texts(const nlohmann::ordered_json& meta);

}  // namespace assay::indexer
