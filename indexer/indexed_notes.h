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

/// Returns the notes with these docids. Throws Xapian::Error.
std::vector<IndexedNote> indexed_notes(const Xapian::Database& database,
                                       const std::vector<Xapian::docid>& ids);

/// Returns the notes that have one of `names`. Throws Xapian::Error.
std::vector<IndexedNote> indexed_notes(const Xapian::Database& database,
                                       const std::vector<std::string>& names);

/// Throws the error for an index that has two notes of one path, or a note without one.
[[noreturn]] void list_is_damaged();

/// The paths and stats of all notes of an index, as hashes: 24 bytes for each note.
class NoteStats {
public:
    /// Throws Xapian::Error.
    explicit NoteStats(const Xapian::Database& database);

    /// Returns the place, in 0 to size(), of the note that has the path, size and times of `file`;
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
