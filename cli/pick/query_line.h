// The line that a query is typed in.
#pragma once

#include <cstddef>
#include <string>

#include "cli/pick/screen.h"

namespace assay::cli {

class QueryLine {
public:
    /// The cursor is at the end.
    explicit QueryLine(std::string text) : text_(std::move(text)), at_(text_.size()) {}

    /// Changes the text or moves the cursor. Returns false for a key that does neither here.
    bool take(const KeyPress& pressed);

    const std::string& text() const { return text_; }
    std::string before_cursor() const { return text_.substr(0, at_); }

private:
    std::size_t before(std::size_t at) const;

    std::string text_;
    std::size_t at_;  // byte before which the cursor is
};

}  // namespace assay::cli
