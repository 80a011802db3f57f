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
    Xapian::termcount of(Xapian::docid document) {
        const std::size_t number = document / notes_in_block;
        if (number >= blocks_.size() || blocks_[number].empty()) read(number);
        const char* const bytes = &blocks_[number][document % notes_in_block * bytes_each];
        const auto byte = [&](std::size_t at) {
            return static_cast<Xapian::termcount>(static_cast<unsigned char>(bytes[at]));
        };
        const Xapian::termcount stored = byte(0) | byte(1) << 8U;
        return stored == 0 || stored == too_long ? unusual(document, stored) : stored - 1;
    }

    static constexpr std::size_t bytes_each = 2;  // low byte first: the length plus one; 0: none
    static constexpr Xapian::docid notes_in_block =
        8192;  // 16 KB: the most that a change of one note rewrites
    static constexpr Xapian::termcount too_long =
        (1U << 16U) - 1;  // for two bytes; Xapian is asked instead

private:
    void read(std::size_t block);
    /// For what is stored if there is no length, or one that is too long.
    Xapian::termcount unusual(Xapian::docid document, Xapian::termcount stored) const;

    Xapian::Database database_;
    std::vector<std::string> blocks_;  // read so far; empty = not read yet
};

}  // namespace assay::schema
