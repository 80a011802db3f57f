// A note and what to mark in it -> the passages that best show why it matched. Internal to query/.
#pragma once

#include <vector>

#include "indexer/schema/note_record.h"
#include "query/passages/marks.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::query {

struct Passages {
    std::vector<Passage> shown;  // best first
    std::size_t more = 0;        // passages with matches that are not shown
};

/// Returns the best `most` passages, none overlapping. A passage is below one heading, and begins
/// at a sentence or line (passage_bounds.h), or nearer to its match if it holds more of the words
/// then. Its score is the sum of the weights of the patterns in it, each counted once, plus a
/// constant for each pattern (the largest weight), so that two words usually outweigh a rarer one;
/// neighbours, repetition and an early place add a little. A note without a match in its text gives
/// its opening. `blocks`: fill Passage::block. `context`: lines of Passage::context; with 0 and 0
/// it stays empty.
Passages choose_passages(const schema::NoteRecord& record, const MarkFinder& finder,
                         std::size_t most, bool blocks = false, ContextLines context = {});

/// The same for `places` of the text (sorted, disjoint, none empty) instead of matches of a query.
Passages passages_at(const schema::NoteRecord& record, const std::vector<TextRange>& places,
                     std::size_t most, bool blocks = false, ContextLines context = {});

}  // namespace assay::query
