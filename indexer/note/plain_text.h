// The plain text of a note while it is being written: text and the map of its places in the file.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/shield.h"
#include "indexer/schema/note_record.h"

namespace assay {

/// Byte `at` of line `line` (1-based, of the body).
struct SourcePlace {
    std::uint32_t line = 0;
    std::size_t at = 0;
};

/// Takes pieces of the body as they are met and keeps the segment table. Invisible characters are
/// dropped on the way (no terminal ever sees them), tabs become spaces; what the shield covered is
/// as in the body, and what it took out is left out, except in code. Lines behind the body are
/// dropped.
class PlainText {
public:
    /// `first_line` is the line of the file on which the body begins; `source` must outlive the
    /// object.
    PlainText(const ShieldedBody& source, std::uint32_t first_line);

    /// Source line `line` (1-based) as Markdown reads it, without its end; empty outside.
    std::string_view source_line(std::uint32_t line) const;

    std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }

    /// True where the source has the beginning of `literal`, or an escape or entity that may stand
    /// for it.
    bool may_stand_at(std::string_view literal, SourcePlace place) const;
    /// The next place behind the cursor, in its line and near, where the source has the beginning
    /// of `literal`; the cursor when there is none.
    SourcePlace find_behind_cursor(std::string_view literal) const;

    /// What Markdown made of the source from `place` on: there, escapes and entities are longer.
    /// Moves the cursor behind it.
    void append_text(std::string_view literal, SourcePlace place) { follow(literal, place, true); }
    /// The same without escapes and entities: code. A space of it may be a line end of the source.
    void append_verbatim(std::string_view literal, SourcePlace place) {
        in_code_ = true;
        follow(literal, place, false);
        in_code_ = false;
        code_end_ = size();
    }

    /// `size` bytes of the body from `place` on, in one line, as written.
    std::string_view written(SourcePlace place, std::size_t size) const;
    void append_written(SourcePlace place, std::size_t size);

    /// Characters that all stand for what is at `place`.
    void append_character(std::string_view characters, SourcePlace place);

    /// Ends the line (1) or the paragraph (2), unless that is done or nothing stands before.
    void separate(std::size_t line_ends);

    /// A line end of the source that is none of the text: a space, and none between characters of
    /// an unspaced script or in a word that is broken at a hyphen ("infra-" / "structure"). Moves
    /// the cursor to `next`.
    void soft_break(SourcePlace next);
    /// <br>: a soft break, since sentences go on over it; a second one ends the line, as an empty
    /// line is shown there.
    void html_break();

    /// Words that meet here are two: "~~angry~~passionate".
    void part_words() { pending_gap_ = true; }

    /// True where nothing stands in the line yet, and behind a soft break.
    bool at_line_begin() const {
        return pending_soft_break_ || text_.empty() || text_.back() == '\n';
    }

    void append_separator(char c) {
        text_.push_back(c);
        open_at_ = nowhere;
    }

    /// Where the source was read up to: the place of literals that cmark reports no place for.
    SourcePlace cursor() const { return cursor_; }
    void move_cursor(SourcePlace place) { cursor_ = place; }

    std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
    std::string_view text() const { return text_; }
    /// Was it written a moment ago? A title that says what the link shows need not be there twice.
    bool has_just(std::string_view wanted) const {
        constexpr std::size_t looked_at = 2'000;
        return text().substr(text_.size() - std::min(text_.size(), looked_at)).find(wanted) !=
               std::string_view::npos;
    }
    std::string take_text() { return std::move(text_); }
    std::vector<Segment> take_segments() { return std::move(segments_); }
    /// In the text from `begin` on no sign means anything.
    void note_typed(std::uint32_t begin);
    /// What was written from `begin` on is a table.
    void note_table(std::uint32_t begin);
    /// As they ended; one may lie in another.
    std::vector<Stretch> take_tables() { return std::move(tables_); }
    /// By begin, disjoint: math, escaped characters and what attributes say, in which no sign means
    /// anything.
    std::vector<Stretch> take_typed() { return std::move(typed_); }

private:
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    void follow(std::string_view literal, SourcePlace place, bool markdown);
    void append_with_math(std::uint32_t line, std::size_t begin, std::size_t end);
    bool joins_at_hyphen(std::string_view next) const;
    void append_visible(std::string_view piece, std::uint32_t line, std::size_t offset);
    void join(std::string_view piece);
    void mark_place(std::uint32_t line, std::size_t offset);
    Segment segment_at(std::uint32_t line, std::size_t offset);

    std::string_view markdown_;  // what cmark parsed, up to the end of the body
    const ShieldedBody& source_;
    std::uint32_t first_line_;
    std::vector<std::size_t> line_starts_;
    std::string text_;
    std::vector<Segment> segments_;
    std::vector<Stretch> typed_, tables_;
    std::size_t next_math_ = 0, next_gone_ = 0;
    SourcePlace cursor_{1, 0};
    bool pending_soft_break_ = false;
    bool pending_html_break_ = false;  // the soft break is a <br>
    bool in_code_ = false;
    std::size_t code_end_ = nowhere;         // where the text ended behind the last code
    std::size_t soft_hyphen_end_ = nowhere;  // where the text ended before the last soft hyphen
    bool pending_gap_ = false;
    std::size_t open_at_ = nowhere;  // byte of the body at which the last segment would go on:
                                     // nothing is noted while it does
    // The last columns computed, so that a line of 150 KB is counted once.
    std::uint32_t counted_line_ = 0;
    std::size_t counted_ = 0;
    Segment counted_place_;
};

}  // namespace assay
