// The differences between the files of a corpus and its index. Every note is compared by a stat,
// and by a hash if the stat is not conclusive.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/config.h"
#include "indexer/corpus.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// What the index knows about a note.
struct IndexedNote {
    std::string path;
    schema::FileState state;
};

/// A file and what the index knows about it; nullptr if its path is new.
struct Difference {
    const NoteFile* file;
    const schema::FileState* before;
};

/// An unchanged note whose stored file state is out of date. Every comparison hashes it again until
/// the new state is stored.
struct Unsettled {
    const IndexedNote* note;
    schema::FileState now;
};

/// The result of one comparison. The pointers point into it and stay valid after a move.
struct Comparison {
    CorpusListing corpus;
    std::vector<IndexedNote> indexed;  // by path
    std::string version;               // IndexStore::version of the compared index

    std::vector<Difference> to_read;  // new, or of another size, time or content
    std::vector<Unsettled> unsettled;
    std::vector<const IndexedNote*> gone;  // in the index only
    std::size_t same = 0;                  // unchanged notes, including the unsettled
    std::size_t others = 0;                // notes of the index that were not compared
    bool other_config =
        false;  // the index was made with another configuration (config_stamp): every note is stale

    /// Returns the number of notes in which the index is behind the files.
    std::size_t stale() const {
        return (other_config ? corpus.notes.size() : to_read.size()) + gone.size();
    }

    /// If only unsettled notes would be written, a commit pays off only when hashing them takes
    /// longer than a commit.
    bool anything_to_write() const { return stale() > 0 || unsettled.size() > 50; }

    /// True if nobody has written to the index since the comparison.
    bool is_of(const schema::IndexStore& store) const;
};

using Deadline = std::chrono::steady_clock::time_point;

/// Compares the notes below `root` (absolute) with the index in `store`. Notes that are not hashed
/// by the deadline count as changed. Throws Failure: usage if `root` is not a folder, index if the
/// index is missing or damaged.
Comparison compare(const std::filesystem::path& root, const schema::IndexStore& store,
                   const Config& config, Deadline deadline = Deadline::max());

/// Compares only the notes of these names (list_named_notes). Returns nullopt if that is not
/// possible.
std::optional<Comparison> compare_named(const std::filesystem::path& root,
                                        const std::vector<std::string>& names,
                                        const schema::IndexStore& store, const Config& config);

/// Does the same for an index without notes.
Comparison compare_with_nothing(const std::filesystem::path& root, const Config& config);

}  // namespace assay::indexer
