// Marks of a note's plain text -> the words of its file that they stand for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/print/source_lines.h"
#include "query/note_lookup.h"

namespace assay {

/// A stretch of one line of the file. A mark has several where signs of Markdown or line ends stand
/// between its words.
struct SourceMark {
    TextRange range;       // bytes of the file's text
    std::size_t mark = 0;  // the same for the stretches of one mark
};

/// By place, disjoint. `source` is the file that `note` was read from. A stretch is marked only
/// where the file has its very characters, or the entity for the last of them: what the plain text
/// has and the file does not, stays unmarked. The words of the title are marked in the heading that
/// gives it, and in the front matter, which ends before line `body_line`.
std::vector<SourceMark> source_marks(const NoteText& note, const SourceLines& source,
                                     std::uint32_t body_line);

/// A part of a file as it was written.
struct WrittenText {
    std::uint32_t line = 1;  // of the file, at which `text` begins
    std::string text;
    std::vector<TextRange> marks;  // of `text`
};
WrittenText written_text(const SourceLines& source, SourcePart part,
                         const std::vector<SourceMark>& marks);

}  // namespace assay
