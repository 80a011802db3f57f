// What of a note a place of its text lies in: heading, code, table or quote, and the block around it. Internal to query/.
#pragma once

#include <cstddef>
#include <vector>

#include "indexer/schema/note_record.h"
#include "query/search_result.h"

namespace assay {

/// The one of the stretches (by offset, disjoint) that holds byte `at`; nullptr when none does.
const Stretch* stretch_at(const std::vector<Stretch>& stretches, std::size_t at);

Region region_at(const NoteRecord& record, std::size_t at);

/// The block that holds byte `at`: a heading, a block of code, a cell of a table; else the line of the text, which a paragraph and an
/// item of a list are. Without blanks around it.
Block block_around(const NoteRecord& record, std::size_t at);

}  // namespace assay
