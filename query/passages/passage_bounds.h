// Where in a note's text a passage may begin and end. Internal to query/.
#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/schema/note_record.h"

namespace assay {

/// About as many code points as a passage holds; the last word is kept whole.
inline constexpr std::size_t passage_length = 220;

/// Bytes before a match that stands far from the beginning of its sentence.
inline constexpr std::size_t context_before_match = 40;

/// Sentences, lines and headings of a text. A line that goes on in lower case is a wrapped
/// paragraph, where the line begins nothing; nor does a full stop before lower case end a sentence
/// ("e.g. this"). All places are bytes of the text. Nothing is searched far away: a line may be the
/// whole note.
class PassageBounds {
public:
    /// `record` must outlive it.
    explicit PassageBounds(const NoteRecord& record) : record_(record), text_(record.text) {}

    /// Index of the heading that `at` stands under or in; npos above the first.
    std::size_t heading_of(std::size_t at) const;
    bool in_heading(std::size_t at) const;

    /// The sentence or line that holds the match; when that begins far before, a table's cell or a
    /// word shortly before the match.
    std::size_t begin_for(std::size_t match) const;

    /// A word at most so many bytes before the match, or the match; in the same heading, or below
    /// the same.
    std::size_t word_before(std::size_t match, std::size_t most) const;

    /// passage_length further, at the end of a sentence or word; at the end of the line when that
    /// is long enough; before the next heading in any case.
    std::size_t end_for(std::size_t begin) const { return end_of(begin, enough); }

    /// passage_length further, at the end of a word, over ends of sentences and lines; before the
    /// next heading.
    std::size_t furthest_end(std::size_t begin) const { return end_of(begin, passage_length); }

    /// Of the first paragraph; not of a heading, unless there is nothing else.
    std::size_t opening() const;

    /// Do a sentence, line or heading begin, or end, here?
    bool begins(std::size_t at) const { return at == 0 || begins_line(at) || after_sentence(at); }
    bool ends(std::size_t at) const {
        return at == text_.size() || (text_[at] == '\n' && !wraps(at)) || after_sentence(at);
    }

private:
    static constexpr std::size_t enough =
        passage_length / 3;  // a passage of this length ends where its line ends

    std::size_t stretch_begin(std::size_t at) const;
    std::size_t end_of(std::size_t begin, std::size_t least) const;
    std::size_t line_end(std::size_t at) const;
    std::size_t heading_end(std::size_t index) const;
    bool begins_line(std::size_t at) const;
    bool wraps(std::size_t line_end) const;
    bool after_sentence(std::size_t at) const;
    std::size_t sentence_after(std::size_t end, bool wide) const;

    const NoteRecord& record_;
    std::string_view text_;
    // The last heading whose end was asked for: a heading may be megabytes long, and have many
    // matches.
    mutable std::size_t heading_ = std::string_view::npos, heading_end_ = 0;
};

}  // namespace assay
