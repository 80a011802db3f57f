// One file of the corpus -> what goes into the database.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <vector>

#include "indexer/corpus.h"
#include "indexer/schema/error.h"
#include "indexer/schema/note_record.h"

namespace assay {

struct LoadedNote {
    Xapian::Document document;
    FileState state;              // as in the document
    std::vector<Error> problems;  // each with a place
    bool skipped = false;         // it could not be read; there is no document
};

/// `started_ns`: see state_of().
LoadedNote load_note(const NoteFile& file, std::int64_t started_ns);

}  // namespace assay
