// Where in a note its words are, by position, and how near they come to each other. Internal to
// query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "query/words/word_classes.h"

namespace assay {

/// One occurrence of a row: the positions of its first and its last word.
struct Span {
    Xapian::termpos first = 0, last = 0;
};

/// By beginning.
using Spans = std::vector<Span>;

/// The positions of the term in a note, rising; none where it is not there.
std::vector<Xapian::termpos> positions_of(Xapian::docid document, const std::string& term,
                                          const Xapian::Database& database);

/// Where each of `documents`, which rise, has one of the rows. Reads positions only where the terms
/// are: about a microsecond a list.
std::vector<Spans> spans_in(const std::vector<Xapian::docid>& documents, const WordClass& phrases,
                            const PostingReader& reader);

/// The least distance from one span of each list to the others, in any order: from the first word
/// of the first to the last word of the last, 1 for neighbours, the words of a span counted as one.
/// With `line_ends` (positions, rising) all of them are to be in one line. nullopt where there is
/// no such place.
std::optional<std::size_t> least_distance(const std::vector<const Spans*>& lists,
                                          const std::vector<Xapian::termpos>* line_ends);

/// Notes with the terms in this order, at most `distance` other words among them, all in one line;
/// by rising docid. `lists_read`: lists of positions that the loose rows of one query have read so
/// far; it grows. Throws Failure(query) when all of them together are in too many notes to look at
/// each.
std::vector<Xapian::docid> documents_with_loose_phrase(const std::vector<std::string>& terms,
                                                       std::size_t distance,
                                                       const Xapian::Database& database,
                                                       std::size_t& lists_read);

}  // namespace assay
