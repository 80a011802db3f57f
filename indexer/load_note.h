// Reads one file of the corpus and builds its document.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/config.h"
#include "indexer/corpus.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"

namespace assay::indexer {

struct LoadedNote {
    Xapian::Document document;
    schema::FileState state;      // also stored in the document
    std::vector<Error> problems;  // each with a place
    bool skipped = false;         // could not be read; there is no document
    bool unread = false;          // skipped although it exists, because its disk cannot read it now
};

/// Returns the bytes of a note. If it is larger than `max_bytes` or cannot be read, returns nullopt
/// and adds a problem. Sets `unread` if the note exists but its disk cannot read it. Throws
/// Failure(io) if the process cannot read any file.
std::optional<std::string> read_bytes(const NoteRoot& root, const NoteFile& file,
                                      std::uint64_t max_bytes, std::vector<Error>& problems,
                                      bool& unread);

/// `root` is that of the walk that found `file`. For `started_ns`, see state_of() (file_state.h).
LoadedNote load_note(const NoteRoot& root, const NoteFile& file, const Config& config,
                     std::int64_t started_ns);

}  // namespace assay::indexer
