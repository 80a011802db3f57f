// The positions of words and phrases in a note, and how close they are to each other. Internal to
// query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/words/word_classes.h"

namespace assay::query {

/// One occurrence of a phrase: the positions of its first and its last word.
struct Span {
    Xapian::termpos first = 0, last = 0;
};

/// Sorted by `first`.
using Spans = std::vector<Span>;

/// Reads position lists and keeps them: Xapian reads two blocks for each, even if it has just read
/// them (doc/engine-notes.md, "Positions and phrases").
class PositionLists {
public:
    explicit PositionLists(const Xapian::Database& database) : database_(database) {}

    /// Returns the positions of a term in a note, rising; none if the note does not have it.
    const std::vector<Xapian::termpos>& of(Xapian::docid document, const std::string& term);

private:
    Xapian::Database database_;
    std::unordered_map<std::string, std::unordered_map<Xapian::docid, std::vector<Xapian::termpos>>>
        lists_;
};

/// Returns, for each of `documents` (sorted), the places of any of the phrases. Reads positions
/// only of notes that have the terms: about a microsecond for each list.
std::vector<Spans> spans_in(const std::vector<Xapian::docid>& documents, const WordClass& phrases,
                            const PostingReader& reader, PositionLists& positions);

/// True if the note has the terms next to each other, in this order.
bool has_phrase(Xapian::docid document, const std::vector<std::string>& terms,
                PositionLists& positions);

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
