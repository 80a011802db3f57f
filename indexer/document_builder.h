// Turns a note into a Xapian document: the terms, positions, values and data of the index. Does not
// use the disk.
#pragma once

#include <xapian.h>

#include "indexer/note/note.h"

namespace assay::indexer {

/// A word in a title counts as much as this many in the body (doc/engine-notes.md, Weights).
inline constexpr Xapian::termcount title_wdf = 2;

/// Positions between two fields, so that no phrase crosses from one into the next.
inline constexpr Xapian::termpos field_gap = 100;

/// Also counts the words of the body and stores the number in record.words. Different terms beyond
/// max_note_terms are left out, and a problem is added to `problems`.
Xapian::Document build_document(Note note, const schema::FileState& state,
                                std::vector<Error>& problems);

}  // namespace assay::indexer
