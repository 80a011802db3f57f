// Maps marks in the plain text of a note to the same words in its file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/print/source_lines.h"
#include "query/note_lookup.h"

namespace assay::cli {

/// A range in one line of the file. A mark has several if Markdown syntax or a line end is between
/// its words.
struct SourceMark {
    query::TextRange range;  // bytes of the file's text
    std::size_t mark = 0;    // the same number for all ranges of one mark
};

/// Returns sorted, disjoint ranges. `source` is the file that `note` was read from. Marks a range
/// only if the file has the same characters, or an entity for the last of them. Marks the words of
/// the title in the heading that gives it, and in the front matter, which ends before line
/// `body_line`.
std::vector<SourceMark> source_marks(const query::NoteText& note, const SourceLines& source,
                                     std::uint32_t body_line);

/// Part of a file as it was written.
struct WrittenText {
    std::uint32_t line = 1;  // line of the file where `text` begins
    std::string text;
    std::vector<query::TextRange> marks;  // in `text`
};
WrittenText written_text(const SourceLines& source, SourcePart part,
                         const std::vector<SourceMark>& marks);

}  // namespace assay::cli
