// Lines, or cells, of a text. Internal to query/.
#pragma once

#include <cstddef>
#include <string_view>

#include "query/values/search_result.h"

namespace assay {

/// What of a text stands between two of the characters that part it. The last part is kept: the
/// places of a long one are asked for one after the other, and it is searched once.
class TextParts {
public:
    /// `text` and `ends`, which are ASCII, must outlive it.
    TextParts(std::string_view text, std::string_view ends) : text_(text), ends_(ends) {}

    /// From after the last of `ends` before byte `at` to the next of them, which may be at `at`.
    TextRange around(std::size_t at);

private:
    std::string_view text_, ends_;
    bool found_ = false;
    TextRange last_;
};

}  // namespace assay
