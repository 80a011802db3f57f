// What differs between the files of a corpus and its index: a stat of each note, and a hash where
// that does not tell.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/config.h"
#include "indexer/corpus.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"

namespace assay {

/// What the index holds of a note.
struct IndexedNote {
    std::string path;
    FileState state;
};

/// A file and what the index knows of it; nullptr when its path is new.
struct Difference {
    const NoteFile* file;
    const FileState* before;
};

/// A note as it is known, with a state of its file to be noted some time: until then every
/// comparison hashes it again.
struct Unsettled {
    const IndexedNote* note;
    FileState now;
};

/// One look at both sides. The pointers lead into it, also after a move.
struct Comparison {
    CorpusListing corpus;
    std::vector<IndexedNote> indexed;  // by path
    std::string version;               // IndexStore::version of the index that was looked at

    std::vector<Difference> to_read;  // new, or of another size, time or content
    std::vector<Unsettled> unsettled;
    std::vector<const IndexedNote*> gone;  // in the index only
    std::size_t same = 0;                  // the unsettled among them
    bool other_reading =
        false;  // the index was made with another configuration (reading_of): every note is stale

    /// Notes in which the index is behind the files.
    std::size_t stale() const {
        return (other_reading ? corpus.notes.size() : to_read.size()) + gone.size();
    }

    /// Unsettled notes alone are worth a commit (25 ms) only when hashing them takes longer.
    bool anything_to_write() const { return stale() > 0 || unsettled.size() > 50; }

    /// True while nobody has written since.
    bool is_of(const IndexStore& store) const;
};

using Deadline = std::chrono::steady_clock::time_point;

/// Looks at the notes below `root` (absolute) and the index in `store` at the same time. Notes that
/// are still to be hashed at the deadline count as changed. Throws Failure: usage when `root` is no
/// folder, index when the index is missing or damaged.
Comparison compare(const std::filesystem::path& root, const IndexStore& store, const Config& config,
                   Deadline deadline = Deadline::max());

/// The same against an index without notes.
Comparison compare_with_nothing(const std::filesystem::path& root, const Config& config);

}  // namespace assay
