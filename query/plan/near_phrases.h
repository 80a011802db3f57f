// NEAR: words and phrases within so many words of each other. Internal to query/.
#pragma once

#include <xapian.h>

#include <vector>

#include "query/words/word_classes.h"

namespace assay {

/// A query that matches the notes in which all operands, none of them empty, lie within `distance`
/// words, in any order: from the first word of the first to the last word of the last, the words of
/// phrases not counted. It weighs nothing of its own. Xapian finds words that are near, but no
/// phrases (1.4.22): those are looked up position by position, now. Throws Failure(query) when that
/// would be in too many notes.
Xapian::Query near_query(const std::vector<WordClass>& operands, std::size_t distance,
                         const PostingReader& reader);

}  // namespace assay
