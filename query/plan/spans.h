// The positions of words and phrases in a note, and how close they are to each other. Internal to
// query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "query/words/word_classes.h"

namespace assay::query {

/// One occurrence of a phrase: the positions of its first and its last word.
struct Span {
    Xapian::termpos first = 0, last = 0;
};

/// Sorted by `first`.
using Spans = std::vector<Span>;

/// Returns the positions of a term in a note, rising; none if the note does not have it.
std::vector<Xapian::termpos> positions_of(Xapian::docid document, const std::string& term,
                                          const Xapian::Database& database);

/// Returns, for each of `documents` (sorted), the places of any of the phrases. Reads positions
/// only of notes that have the terms: about a microsecond for each list.
std::vector<Spans> spans_in(const std::vector<Xapian::docid>& documents, const WordClass& phrases,
                            const PostingReader& reader);

/// Returns the smallest distance, in words, between spans of which each list gives one, in any
/// order: from the first word of the first span to the last word of the last. Neighbours have
/// distance 1; a span counts as one word. If `line_ends` (positions, rising) is given, all spans
/// must be in one line. nullopt if there is no such place.
std::optional<std::size_t> least_distance(const std::vector<const Spans*>& lists,
                                          const std::vector<Xapian::termpos>* line_ends);

/// Returns the notes with the terms in this order in one line, with at most `distance` other words
/// between them, by rising docid. `lists_read` counts the position lists that the loose phrases of
/// one query have read so far. Throws Failure(query) if that becomes more than
/// max_phrase_position_lists.
std::vector<Xapian::docid> documents_with_loose_phrase(const std::vector<std::string>& terms,
                                                       std::size_t distance,
                                                       const Xapian::Database& database,
                                                       std::size_t& lists_read);

}  // namespace assay::query
