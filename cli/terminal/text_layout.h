// Text on a grid of terminal columns: cutting, wrapping and marking by display width.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay {

/// Columns of text to read; longer lines are hard to follow.
inline constexpr std::size_t widest_text = 120;

/// At most `columns` wide; "…" at the end when something was cut.
std::string fit(std::string_view text, std::size_t columns);

/// The end of `text`, at most `columns` wide; "…" before it when something was cut.
std::string fit_end(std::string_view text, std::size_t columns);

/// Lines of at most `columns` (>= 2), broken at blanks, between characters of unspaced scripts, and
/// inside a word only where it is wider than a line. Ranges of bytes, without the blanks between
/// them.
std::vector<TextRange> wrap(std::string_view text, std::size_t columns);

/// The texts with `between` between them.
std::string joined(const std::vector<std::string>& texts, std::string_view between);
/// A name and, from `column` (> 2) on, what it is, in lines of at most `columns`; it begins below a
/// name that is too long.
std::string described(std::string_view name, std::string_view description, std::size_t column,
                      std::size_t columns);

/// Colours that work on dark and light; every one is empty when colour is off.
class Palette {
public:
    explicit Palette(bool on) : on_(on) {}
    std::string title(std::string_view text) const { return paint("1", text); }
    std::string path(std::string_view text) const { return paint("35", text); }
    std::string tag(std::string_view text) const { return paint("36", text); }
    std::string faint(std::string_view text) const { return paint("2", text); }
    std::string mark(std::string_view text) const { return paint("1;31", text); }

    /// text[range] with the marks painted; `marks` are ranges of `text`.
    std::string marked(std::string_view text, TextRange range,
                       const std::vector<TextRange>& marks) const;

private:
    std::string paint(std::string_view code, std::string_view text) const;
    bool on_;
};

}  // namespace assay
