// The length of every note, as an array. A search weighs thousands of notes and needs the length of
// each. Xapian stores lengths as a posting list and decodes its way to each one, which is slow when
// the notes are far apart (doc/engine-notes.md, Weights). The array is stored as metadata of the
// same database, so that one commit publishes both.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace assay::schema {

/// Stores the current lengths of the notes in `changed`, which may be in any order. The lengths of
/// deleted notes stay in the array and are never read.
void write_doc_lengths(Xapian::WritableDatabase& database, std::vector<Xapian::docid> changed);

class DocLengths {
public:
    explicit DocLengths(Xapian::Database database) : database_(std::move(database)) {}

    /// Returns the same as Xapian::Database::get_doclength, for a note in the index. Throws
    /// Xapian::DatabaseCorruptError if no length is stored for it.
    Xapian::termcount of(Xapian::docid document);

private:
    Xapian::Database database_;
    std::vector<std::string> blocks_;  // read so far; empty = not read yet
};

}  // namespace assay::schema
