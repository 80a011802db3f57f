// Finds the lines of a text by their numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay::cli {

/// The lines `first` to `last` of a text, 1-based; none if last < first.
struct SourcePart {
    std::uint32_t first = 1, last = 0;
};

class SourceLines {
public:
    /// `text` must outlive this object. A '\n' at its end does not begin another line.
    explicit SourceLines(std::string_view text) : text_(text) {
        for (std::size_t at = 0; at < text.size();
             at = std::min(text.find('\n', at), text.size() - 1) + 1)
            begins_.push_back(at);
    }

    std::uint32_t count() const { return static_cast<std::uint32_t>(begins_.size()); }

    /// Returns the bytes of line `line` (1-based, at most count()) without the line end.
    query::TextRange range(std::uint32_t line) const {
        if (line < begins_.size()) return {begins_[line - 1], begins_[line] - 1};
        return {begins_[line - 1], text_.size() - text_.ends_with('\n')};
    }

    std::string_view text() const { return text_; }

private:
    std::string_view text_;
    std::vector<std::size_t> begins_;
};

}  // namespace assay::cli
