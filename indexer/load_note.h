// One file of the corpus -> what goes into the database.
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

namespace assay {

struct LoadedNote {
    Xapian::Document document;
    FileState state;              // as in the document
    std::vector<Error> problems;  // each with a place
    bool skipped = false;         // it could not be read; there is no document
    bool unread = false;          // and it is there: only its disk refuses just now
};

/// The bytes of a note; nullopt with a problem, which says that it is skipped, when it is over
/// `max_bytes` or cannot be read. `unread` becomes true when it is there and its disk refuses.
/// Throws Failure(io) when the process can read no file at all.
std::optional<std::string> read_bytes(const CorpusListing& corpus, const NoteFile& file,
                                      std::uint64_t max_bytes, std::vector<Error>& problems,
                                      bool& unread);

/// `file` is of `corpus`. `started_ns`: see state_of() (file_state.h).
LoadedNote load_note(const CorpusListing& corpus, const NoteFile& file, const Config& config,
                     std::int64_t started_ns);

}  // namespace assay
