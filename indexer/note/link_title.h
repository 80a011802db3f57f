// Finds the title of a Markdown link in the source: [shown](destination "title").
#pragma once

#include <optional>
#include <string_view>

#include "indexer/note/plain_text.h"

namespace assay::indexer {

/// Returns the place of the title of the link that ends at `end`, before its closing parenthesis;
/// nullopt for a reference link, which has no title there.
std::optional<SourcePlace> link_title_place(const PlainText& source_text, std::string_view title,
                                            SourcePlace end);

}  // namespace assay::indexer
