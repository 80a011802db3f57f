// One note by its name: which one is meant, and all that the index holds of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay {

/// The path of the note that `name` means: its path, else the end of its path (from a '/', with or
/// without .md), else that without regard to case and accents, else its title or an alias. Errors:
/// missing, or usage with the candidates when there are several. Looks at the path and title of
/// every note. Throws Failure(index).
Result<std::string> find_note(const std::filesystem::path& index_directory, std::string_view name);

/// What to say of a `name` that find_note does not know: which notes may have been meant, the
/// nearest first, or how to look for one. Kind missing. Throws Failure(index).
Error unknown_note(const std::filesystem::path& index_directory, std::string_view name);

/// A note, or what stands under one of its headings.
struct NoteText {
    Hit hit;                 // rank 1, no score, no passages
    std::uint32_t line = 1;  // in the file, where `text` begins; 1-based
    std::string text;  // plain text; a blank line between paragraphs, '\t' between table cells
    std::vector<TextRange> marks;   // of `text`
    std::vector<Heading> headings;  // that stand in `text`; offsets into it
    std::vector<Segment> segments;  // likewise: where in the file the text stands
    std::uint32_t last_line = 0;    // of what was asked for, in the file; 0 = the file's last
};

/// `path` is from find_note. `anchor`: the heading to show, with everything below it; empty = the
/// whole note. `marked`: whose text is to be marked; empty = nothing. Errors: missing (note or
/// heading), query. Throws Failure(index).
Result<NoteText> read_note(const std::filesystem::path& index_directory, std::string_view path,
                           std::string_view anchor, const SearchRequest& marked);

/// The same of `record` in the place of what the index holds of the note: its file has changed
/// since.
Result<NoteText> read_note(const std::filesystem::path& index_directory, NoteRecord record,
                           std::string_view anchor, const SearchRequest& marked);

/// FileState::hash of the note's file as it was indexed; nullopt when there is no such note. Throws
/// Failure(index).
std::optional<std::uint64_t> indexed_hash(const std::filesystem::path& index_directory,
                                          std::string_view path);

/// Paths of all notes, sorted. Throws Failure(index).
std::vector<std::string> note_paths(const std::filesystem::path& index_directory);

}  // namespace assay
