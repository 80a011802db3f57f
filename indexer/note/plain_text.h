// The plain text of a note while it is being written: the text, and the map of its places in the
// file.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/shield.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// Byte `at` of line `line` of the body (1-based).
struct SourcePlace {
    std::uint32_t line = 0;
    std::size_t at = 0;
};

/// Appends pieces of the body and maintains the segment table. Drops invisible characters, so that
/// they never reach a terminal, and turns tabs into spaces. What the shield covered appears as in
/// the body; what it took out is left out, except in code. Drops lines after the body.
class PlainText {
public:
    /// The body begins on line `first_line` of the file. `source` must outlive the object.
    PlainText(const ShieldedBody& source, std::uint32_t first_line);

    /// Returns source line `line` (1-based) as Markdown reads it, without its line end; empty if
    /// there is no such line.
    std::string_view source_line(std::uint32_t line) const;

    std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }

    /// True if the source at `place` has the beginning of `literal`, or an escape or entity that
    /// may have become it.
    bool may_stand_at(std::string_view literal, SourcePlace place) const;
    /// Returns the next place after the cursor, nearby in its line, where the source has the
    /// beginning of `literal`; the cursor if there is none.
    SourcePlace find_behind_cursor(std::string_view literal) const;

    /// Appends the text that Markdown made of the source from `place` on, where escapes and
    /// entities are longer. Moves the cursor to its end.
    void append_text(std::string_view literal, SourcePlace place) { follow(literal, place, true); }
    /// Appends code: the same without escapes and entities. A space in it may be a line end in the
    /// source.
    void append_verbatim(std::string_view literal, SourcePlace place) {
        in_code_ = true;
        follow(literal, place, false);
        in_code_ = false;
        code_end_ = size();
    }

    /// Returns `size` bytes of the body from `place` on, within one line, as written.
    std::string_view written(SourcePlace place, std::size_t size) const;
    void append_written(SourcePlace place, std::size_t size);

    /// Appends characters that all belong to `place`.
    void append_character(std::string_view characters, SourcePlace place);

    /// Ends the line (1) or the paragraph (2), unless it has already ended or the text is empty.
    void separate(std::size_t line_ends);

    /// Appends a line end of the source that does not end a line of the text: a space, or nothing
    /// between characters of an unspaced script and in a word that is broken at a hyphen ("infra-"
    /// / "structure"). Moves the cursor to `next`.
    void soft_break(SourcePlace next);
    /// Appends <br>: a soft break, because sentences continue over it. A second one ends the line,
    /// because a browser shows an empty line.
    void html_break();

    /// Separates words that meet here: "~~angry~~passionate".
    void part_words() { pending_gap_ = true; }

    /// True if the line is still empty, and after a soft break.
    bool at_line_begin() const {
        return pending_soft_break_ || text_.empty() || text_.back() == '\n';
    }

    void append_separator(char c) {
        text_.push_back(c);
        open_at_ = nowhere;
    }

    /// Returns the line and column in the file; line 0 if the body has no such line.
    schema::Segment place_in_file(SourcePlace place);

    /// Returns where reading the source has arrived: the place of literals without a reported
    /// place.
    SourcePlace cursor() const { return cursor_; }
    void move_cursor(SourcePlace place) { cursor_ = place; }

    std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
    std::string_view text() const { return text_; }
    /// True if `wanted` was written just before. A title that repeats the text of its link is not
    /// written again.
    bool has_just(std::string_view wanted) const {
        constexpr std::size_t looked_at = 2'000;
        return text().substr(text_.size() - std::min(text_.size(), looked_at)).find(wanted) !=
               std::string_view::npos;
    }
    std::string take_text() { return std::move(text_); }
    std::vector<schema::Segment> take_segments() { return std::move(segments_); }
    /// Marks the text from `begin` on as literal: signs in it have no meaning.
    void note_literal(std::uint32_t begin);
    /// Marks the text from `begin` on as a table.
    void note_table(std::uint32_t begin);
    /// Returns the tables in the order in which they ended; they may be nested.
    std::vector<schema::Stretch> take_tables() { return std::move(tables_); }
    /// Returns the literal stretches, sorted by begin and disjoint: math, escaped characters and
    /// texts of attributes.
    std::vector<schema::Stretch> take_literal() { return std::move(literal_); }

private:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    void follow(std::string_view literal, SourcePlace place, bool markdown);
    void append_with_math(std::uint32_t line, std::size_t begin, std::size_t end);
    bool joins_at_hyphen(std::string_view next) const;
    void append_visible(std::string_view piece, std::uint32_t line, std::size_t offset);
    void join(std::string_view piece);
    void mark_place(std::uint32_t line, std::size_t offset);
    schema::Segment segment_at(std::uint32_t line, std::size_t offset);

    std::string_view markdown_;  // what cmark parsed, up to the end of the body
    const ShieldedBody& source_;
    std::uint32_t first_line_;
    std::vector<std::size_t> line_starts_;
    std::string text_;
    std::vector<schema::Segment> segments_;
    std::vector<schema::Stretch> literal_, tables_;
    std::size_t next_math_ = 0, next_gone_ = 0;
    SourcePlace cursor_{1, 0};
    bool pending_soft_break_ = false;
    bool pending_html_break_ = false;  // the soft break is a <br>
    bool in_code_ = false;
    std::size_t code_end_ = nowhere;         // end of the text after the last code
    std::size_t soft_hyphen_end_ = nowhere;  // end of the text before the last soft hyphen
    bool pending_gap_ = false;
    std::size_t open_at_ = nowhere;  // byte of the body at which the last segment would continue
    // The last computed columns, so that long lines are counted once.
    std::uint32_t counted_line_ = 0;
    std::size_t counted_ = 0;
    schema::Segment counted_place_;
};

}  // namespace assay::indexer
