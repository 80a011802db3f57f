// One note by its name: which note that is, and what the index has of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::query {

struct OpenIndex;  // open_index.h

/// The path of the note that `name` names: by its path, else by the end of its path (from a '/',
/// with or without .md), else by that ignoring case and accents, else by its title or an alias.
/// Errors: missing, or usage with the candidates when there are several. Reads the path and title
/// of every note. Throws Failure(index).
Result<std::string> find_note(OpenIndex& index, std::string_view name);

/// The error for a `name` that find_note() does not find, with the notes that may have been meant,
/// the nearest first, or how to look for one. Kind missing. Throws Failure(index).
Error unknown_note(OpenIndex& index, std::string_view name);

/// A note, or one of its sections.
struct NoteText {
    Hit hit;                 // rank 1, no score, no passages
    std::uint32_t line = 1;  // in the file, where `text` begins; 1-based
    std::string text;  // plain text; a blank line between paragraphs, '\t' between table cells
    std::vector<TextRange> marks;           // of `text`
    std::vector<schema::Heading> headings;  // of `text`; offsets into it
    std::vector<schema::Segment> segments;  // of `text`; the lines of the file it is from
    std::uint32_t last_line = 0;            // in the file; 0 = the last of the file
    std::vector<std::string> backlinks;     // paths of the notes that link to it, sorted; set by
                                            // the caller (linking_paths)
};

/// The note at `path`, as find_note() returns it. `anchor`: the heading of the section to return;
/// empty = the whole note. `marked`: the query whose matches to mark, if it has a text. Errors:
/// missing (note or heading), query. Throws Failure(index).
Result<NoteText> read_note(OpenIndex& index, std::string_view path, std::string_view anchor,
                           const SearchRequest& marked);

/// The same for a note whose file has changed since it was indexed, and is now `record`.
Result<NoteText> read_note(OpenIndex& index, schema::NoteRecord record, std::string_view anchor,
                           const SearchRequest& marked);

/// FileState::hash of the note's file when it was indexed; nullopt when there is no such note.
/// Throws Failure(index).
std::optional<std::uint64_t> indexed_hash(OpenIndex& index, std::string_view path);

/// Paths of all notes, sorted. Throws Failure(index).
std::vector<std::string> note_paths(OpenIndex& index);

}  // namespace assay::query
