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
#include "indexer/indexed_notes.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// A file, and what the index knows about it; nullopt if its path is new.
struct Difference {
    NoteFile file;
    std::optional<schema::FileState> before;
};

/// An unchanged note whose stored file state is out of date. Every comparison hashes it again until
/// the new state is stored.
struct Unsettled {
    std::string path;
    schema::FileState now;
};

/// The result of one comparison. It holds only notes that differ.
struct Comparison {
    CorpusWalk corpus;
    std::string version;  // IndexStore::version of the compared index

    std::vector<Difference> to_read;  // new, or of another size, time or content; by path
    std::vector<Unsettled> unsettled;
    std::vector<IndexedNote> gone;  // in the index only
    std::size_t notes = 0;          // files compared
    std::size_t same = 0;           // unchanged notes, including the unsettled
    std::size_t others = 0;         // notes of the index that were not compared
    bool other_config =
        false;  // the index was made with another configuration (config_stamp): every note is stale

    /// Returns the number of notes in which the index is behind the files.
    std::size_t stale() const { return (other_config ? notes : to_read.size()) + gone.size(); }

    /// If only unsettled notes would be written, a commit pays off only when hashing them takes
    /// longer than a commit.
    bool anything_to_write() const { return stale() > 0 || unsettled.size() > 50; }

    /// True if nobody has written to the index since the comparison.
    bool is_of(const schema::IndexStore& store) const;
};

using Deadline = std::chrono::steady_clock::time_point;

/// Compares the notes below `root` (absolute) with the index in `store`. Keeps some 32 bytes for
/// each note that is unchanged. Notes that are not hashed by the deadline count as changed. Throws
/// Failure: usage if `root` is not a folder, index if the index is missing or damaged.
Comparison compare(const std::filesystem::path& root, const schema::IndexStore& store,
                   const Config& config, Deadline deadline = Deadline::max());

/// Compares only the notes of these names (list_named_notes). Returns nullopt if that is not
/// possible.
std::optional<Comparison> compare_named(const std::filesystem::path& root,
                                        const std::vector<std::string>& names,
                                        const schema::IndexStore& store, const Config& config);

}  // namespace assay::indexer
