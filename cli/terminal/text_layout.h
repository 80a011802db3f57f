// Cuts, wraps and marks text by its display width in terminal columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay::cli {

/// The widest line of running text, in columns; longer lines are hard to read.
inline constexpr std::size_t widest_text = 120;

/// Returns the beginning of `text`, at most `columns` wide, with "…" at the end if it was cut.
std::string fit(std::string_view text, std::size_t columns);

/// Returns the end of `text`, at most `columns` wide, with "…" at the front if it was cut.
std::string fit_end(std::string_view text, std::size_t columns);

/// Breaks `text` into lines of at most `columns` (>= 2). Breaks at blanks and between characters of
/// unspaced scripts, and inside a word only if it is wider than a line. Returns byte ranges without
/// the blanks between them.
std::vector<query::TextRange> wrap(std::string_view text, std::size_t columns);

/// Returns the texts with `between` between them.
std::string joined(const std::vector<std::string>& texts, std::string_view between);

/// Returns `name` with its `description` beside it from `column` (> 2) on, wrapped at `columns`. If
/// the name is too long, the description begins on the next line.
std::string described(std::string_view name, std::string_view description, std::size_t column,
                      std::size_t columns);

/// Colours that are readable on dark and light backgrounds. Without colour they change nothing.
class Palette {
public:
    explicit Palette(bool on) : on_(on) {}
    std::string title(std::string_view text) const { return paint("1", text); }
    std::string path(std::string_view text) const { return paint("35", text); }
    std::string tag(std::string_view text) const { return paint("36", text); }
    std::string faint(std::string_view text) const { return paint("2", text); }
    std::string mark(std::string_view text) const { return paint("1;31", text); }

    /// Returns text[range] with the marks painted. `marks` are sorted ranges of `text`.
    std::string marked(std::string_view text, query::TextRange range,
                       const std::vector<query::TextRange>& marks) const;

private:
    std::string paint(std::string_view code, std::string_view text) const;
    bool on_;
};

}  // namespace assay::cli
