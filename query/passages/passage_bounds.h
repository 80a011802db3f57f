// Where a passage of a note may begin and end. Internal to query/.
#pragma once

#include <cstddef>
#include <string_view>

#include "indexer/schema/note_record.h"

namespace assay::query {

/// The length of a passage in code points, approximately: the last word is not cut.
inline constexpr std::size_t passage_length = 220;

/// Bytes shown before a match that is far from the beginning of its sentence.
inline constexpr std::size_t context_before_match = 40;

/// Finds the sentences, lines and headings of a text. If a line continues in lower case, it is a
/// wrapped paragraph, and nothing begins at the line break. A full stop before lower case does not
/// end a sentence ("e.g. this"). All places are bytes of the text. Searches stay near the place
/// asked for, because a line may be the whole note.
class PassageBounds {
public:
    /// `record` must outlive it.
    explicit PassageBounds(const schema::NoteRecord& record)
        : record_(record), text_(record.text) {}

    /// Returns the index of the heading that `at` is in or below; npos above the first heading.
    std::size_t heading_of(std::size_t at) const;
    bool in_heading(std::size_t at) const;

    /// Returns where the sentence or line of the match begins. If that is far away: where its table
    /// cell begins, or a word shortly before the match. Fast for rising matches.
    std::size_t begin_for(std::size_t match) const;

    /// Returns where a word begins at most `most` bytes before the match, in or below the same
    /// heading; the match itself if there is none.
    std::size_t word_before(std::size_t match, std::size_t most) const;

    /// Returns the end of a passage from `begin`: after passage_length, at the end of a sentence or
    /// word; earlier at the end of a line that is long enough, and always before the next heading.
    std::size_t end_for(std::size_t begin) const { return end_of(begin, enough); }

    /// Returns the end of the longest passage from `begin`: after passage_length, at the end of a
    /// word, across sentences and lines, but before the next heading.
    std::size_t furthest_end(std::size_t begin) const { return end_of(begin, passage_length); }

    /// Returns where the first paragraph begins; where the heading begins if there is nothing else.
    std::size_t opening() const;

    /// True if a sentence, line or heading begins, or ends, at `at`.
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

    const schema::NoteRecord& record_;
    std::string_view text_;
    // The last heading whose end was asked for, kept because a heading may be megabytes long and
    // have many matches.
    mutable std::size_t heading_ = std::string_view::npos, heading_end_ = 0;
    // How far begin_for() looked for the beginnings of sentences and cells. A later match continues
    // there.
    struct Scanned {
        std::size_t at = 0, sentence = 0, cell = 0;
        bool found = true;  // a sentence
    };
    mutable Scanned scanned_;
};

}  // namespace assay::query
