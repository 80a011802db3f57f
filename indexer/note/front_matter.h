// Reads the keys and values of a note's header, in any of the formats, even if it is broken.
#pragma once

#include <string_view>

#include "indexer/note/header_values.h"

namespace assay::indexer {

/// Splits the front matter off `text` (UTF-8, LF) and reads it. It must open on the first line:
///   ---         YAML; JSON if the first character after it is '{', as the Digital Garden plugin
///               writes it on one line
///   ---json     JSON; ---yaml and ---toml likewise
///   +++         TOML
///   key: value  MultiMarkdown: lines up to an empty one, if one of the keys is known (title, date,
///               tags …); also as link definitions that show nothing: [key]: <> (value)
/// Never fails. A key that cannot be read gives a problem, and the other keys are kept. Text that
/// is not a header belongs to the body.
FrontMatter read_front_matter(std::string_view text);

}  // namespace assay::indexer
