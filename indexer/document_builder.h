// Note -> Xapian document: which terms, positions, values and data the index holds. No disk.
#pragma once

#include <xapian.h>

#include "indexer/note/note.h"

namespace assay {

/// In a title a word counts as often as this in the body (doc/engine-notes.md, Weights).
inline constexpr Xapian::termcount title_wdf = 2;

/// Positions between fields, so that no phrase crosses from one into the next.
inline constexpr Xapian::termpos field_gap = 100;

/// Counts the words of the body on the way, as record.words. Of more than max_note_terms different
/// terms those that come later are left out, and a problem is added to `problems`.
Xapian::Document build_document(Note note, const FileState& state, std::vector<Error>& problems);

}  // namespace assay
