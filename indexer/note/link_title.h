// Where the title of a Markdown link stands: [shown](destination "title").
#pragma once

#include <optional>
#include <string_view>

#include "indexer/note/plain_text.h"

namespace assay {

/// The place of the title of the link that ends at `end`, before its closing parenthesis; a
/// reference has none there.
std::optional<SourcePlace> link_title_place(const PlainText& source_text, std::string_view title,
                                            SourcePlace end);

}  // namespace assay
