// Corrects the places of inline nodes that cmark-gfm 0.29 reports (doc/engine-notes.md, cmark-gfm).
#pragma once

#include <cstddef>
#include <cstdint>

#include "indexer/note/plain_text.h"

namespace assay::indexer {

/// cmark joins the lines of a block, without quote marks and indents, to one string, and counts
/// lines and columns in it. Its places are wrong in these ways:
///   - On later lines it counts columns from the column of the first line, not from their indent.
///   - It counts the blanks before a lazy line, which is known only when its first node is met.
///   - It does not count a line end after a backslash, or between a link and its title; the columns
///     run on after it.
///   - It does not count the lines of link definitions before the text.
///   - It does not count the backslash before a bar in a table cell.
/// Ask for nodes in the order of the document.
class InlinePlaces {
public:
    explicit InlinePlaces(const PlainText& source) : source_(source) {}

    /// Begins a paragraph or heading whose text begins at byte `at` of line `first`, inside
    /// `quotes` block quotes.
    void begin_block(std::uint32_t first, std::size_t at, std::uint32_t last, std::uint32_t quotes);
    /// Begins a table cell that is reported at byte `at` of its line and really begins at `begin`.
    void begin_cell(std::size_t at, SourcePlace begin);
    /// The text of source line `begins` is reported from byte `at` of line `line` on.
    void begin_line(std::uint32_t line, std::size_t at, std::uint32_t begins);
    /// Returns the line of the last place asked for.
    std::uint32_t line() const { return line_; }

    /// Returns the place that cmark reports as byte `at` of line `line`.
    SourcePlace place(std::uint32_t line, std::size_t at);

    /// Returns where the text of source line `line` begins, after quote marks and indent.
    std::size_t content_begin(std::uint32_t line);

    /// Sets how many lines of link definitions come before the text of the block.
    void skip_lines(std::uint32_t count) { uncounted_ = count; }

private:
    SourcePlace place_in_cell(std::size_t at);

    const PlainText& source_;
    std::uint32_t first_ = 0, last_ = 0, quotes_ = 0;
    std::size_t column_ = 0;  // of the first line
    bool in_cell_ = false;
    std::uint32_t reported_line_ = 0;
    std::uint32_t uncounted_ = 0;  // line ends so far that cmark did not count
    // The source line within the reported line, and the reported byte at which its text begins.
    std::uint32_t line_ = 0;
    std::size_t base_ = 0;
    std::size_t walked_ = 0;  // in a cell: the byte of the source that base_ is
    // The last content_begin, so that an indent of a megabyte is read once.
    std::uint32_t measured_line_ = 0;
    std::size_t measured_ = 0;
};

}  // namespace assay::indexer
