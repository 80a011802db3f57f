// NEAR: words and phrases within so many words of each other. Internal to query/.
#pragma once

#include <xapian.h>

#include <vector>

#include "query/words/word_classes.h"

namespace assay::query {

/// Returns a query without weight for the notes in which all operands are within `distance` words
/// of each other, in any order. The distance is counted from the first word of the first operand to
/// the last word of the last; words of phrases are not counted. No operand may be empty.
/// Xapian 1.4.22 finds words that are near each other, but not phrases: phrases are looked up here,
/// position by position (doc/engine-notes.md, "Positions and phrases"). Throws Failure(query) if
/// too many notes would have to be looked at.
Xapian::Query near_query(const std::vector<WordClass>& operands, std::size_t distance,
                         const PostingReader& reader);

}  // namespace assay::query
