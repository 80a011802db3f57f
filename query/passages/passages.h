// A note and what to mark in it -> the passages that best show why it matched. Internal to query/.
#pragma once

#include <vector>

#include "indexer/schema/note_record.h"
#include "query/passages/marks.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay {

struct Passages {
    std::vector<Passage> shown;  // best first
    std::size_t more = 0;        // passages with matches that are not shown
};

/// The best `most` passages, none overlapping. A passage lies below one heading and begins at a
/// sentence or line (passage_bounds.h), or nearer to its match where it then holds more of the
/// words. It is worth the weights of what it holds, each pattern once, and as much again for every
/// pattern, so that two words mostly outweigh one that is rarer; a little more for neighbours, for
/// repetition and for an early place. A note without a match in its text shows its opening.
/// `blocks`: fill Passage::block. `context`: lines of Passage::context; without any there is none.
Passages choose_passages(const NoteRecord& record, const MarkFinder& finder, std::size_t most,
                         bool blocks = false, ContextLines context = {});

}  // namespace assay
