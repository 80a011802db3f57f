// The plain text of a note while it is being written: text and the map of its places in the file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/note_record.h"

namespace assay {

/// Takes pieces of the body as they are met and keeps the segment table. Invisible characters are dropped on the way (no
/// terminal ever sees them), tabs become spaces.
class PlainText {
public:
    /// `first_line` is the line of the file on which `body` begins; `body` must outlive the object.
    PlainText(std::string_view body, std::uint32_t first_line);

    /// Source line `line` (1-based, of the body) without its end; empty outside.
    std::string_view source_line(std::uint32_t line) const;

    /// Appends what Markdown made of the source from byte `at` of line `line` on, and follows it through the source: escapes and
    /// entities are longer there. Moves the cursor behind it.
    void append_literal(std::string_view literal, std::uint32_t line, std::size_t at);

    /// Appends `piece`, which stands in the source at byte `at` of line `line` exactly so, or comes from one place there.
    void append(std::string_view piece, std::uint32_t line, std::size_t at);

    /// Ends the line (1) or the paragraph (2), unless that is done or nothing stands before.
    void separate(std::size_t line_ends);

    /// A line end of the source that is none of the text: a space, and none between characters of an unspaced script.
    void soft_break();

    void append_separator(char c) {
        text_.push_back(c);
        open_line_ = 0;
    }

    /// Where the source was read up to: the place of literals that cmark reports no place for.
    std::uint32_t cursor_line() const { return cursor_line_; }
    std::size_t cursor_at() const { return cursor_at_; }

    std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
    const std::string& text() const { return text_; }
    std::string take_text() { return std::move(text_); }
    std::vector<Segment> take_segments() { return std::move(segments_); }

private:
    void mark_place(std::uint32_t line, std::size_t at);
    std::uint32_t column_of(std::uint32_t line, std::size_t at);

    std::string_view body_;
    std::uint32_t first_line_;
    std::vector<std::size_t> line_starts_;
    std::string text_;
    std::vector<Segment> segments_;
    std::uint32_t cursor_line_ = 1;
    std::size_t cursor_at_ = 0;
    bool pending_soft_break_ = false;
    // Where the last segment would go on: nothing is noted while text follows its source byte by byte.
    std::uint32_t open_line_ = 0;
    std::size_t open_at_ = 0;
    // The last column computed, so that a line of 150 KB is counted once.
    std::uint32_t counted_line_ = 0;
    std::size_t counted_at_ = 0;
    std::uint32_t counted_column_ = 1;
};

}  // namespace assay
