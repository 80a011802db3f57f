// The lines or cells of a text. Internal to query/.
#pragma once

#include <cstddef>
#include <string_view>

#include "query/values/search_result.h"

namespace assay::query {

/// Finds the parts of a text between separators. It keeps the last part, so that many places in one
/// long part cost one search.
class TextParts {
public:
    /// `ends`: the separators, ASCII. Both must outlive it.
    TextParts(std::string_view text, std::string_view ends) : text_(text), ends_(ends) {}

    /// Returns the part that holds byte `at`: from after the last separator before it to the next
    /// one, which may be at `at`.
    TextRange around(std::size_t at);

private:
    std::string_view text_, ends_;
    bool found_ = false;
    TextRange last_;
};

}  // namespace assay::query
