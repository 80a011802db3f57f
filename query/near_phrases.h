// NEAR: words and phrases within so many words of each other. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace assay {

/// Rows of index terms, any of which stands for an operand; a word is a row of one.
using NearOperand = std::vector<std::vector<std::string>>;

/// A query that matches the notes in which all operands lie within `distance` words, in any order: from the first word of the first to
/// the last word of the last, the words of phrases not counted. It weighs nothing of its own. Xapian finds words that are near, but no
/// phrases (1.4.22): those are looked up position by position, now. Throws Failure(query) when that would be in too many notes.
Xapian::Query near_query(const Xapian::Database& database, const std::vector<NearOperand>& operands, std::size_t distance);

}  // namespace assay
