// What an index knows about the files of its notes.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/corpus.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

struct IndexedNote {
    std::string path;
    schema::FileState state;
};

/// Returns the notes with these docids, by path. Throws Xapian::Error, also if two have one path.
std::vector<IndexedNote> indexed_notes(const Xapian::Database& database,
                                       const std::vector<Xapian::docid>& ids);

/// Returns the notes that have one of `names`, by path. Throws Xapian::Error.
std::vector<IndexedNote> indexed_notes(const Xapian::Database& database,
                                       const std::vector<std::string>& names);

/// The paths and stats of all notes of an index, as hashes: 24 bytes for each note.
class NoteStats {
public:
    /// Throws Xapian::Error.
    explicit NoteStats(const Xapian::Database& database);

    /// Returns the place, below size(), of the note that has the path, size and times of `file`;
    /// nullopt if there is none, or if two notes have its path. The chance that a file that changed
    /// seems to be the same is 2^-64, since two of its states must have one hash.
    std::optional<std::size_t> same_as(const NoteFile& file) const;

    std::size_t size() const { return notes_.size(); }
    Xapian::docid docid_at(std::size_t place) const { return notes_[place].id; }

private:
    struct Hashes {
        std::uint64_t path, stat;
        Xapian::docid id;
    };
    std::vector<Hashes> notes_;  // by path
};

}  // namespace assay::indexer
