// What of a note a place of its text lies in: heading, code, table or quote, and the block around
// it. Internal to query/.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "indexer/schema/note_record.h"
#include "indexer/schema/place_finder.h"
#include "query/passages/text_parts.h"
#include "query/values/search_result.h"

namespace assay {

/// The one of the stretches (by offset, disjoint) that holds byte `at`; nullptr when none does.
const Stretch* stretch_at(const std::vector<Stretch>& stretches, std::size_t at);

Region region_at(const NoteRecord& record, std::size_t at);

/// The blocks of places that rise: those of one long block cost no more than one.
class BlockFinder {
public:
    /// `record` must outlive it.
    explicit BlockFinder(const NoteRecord& record);

    /// The block that holds byte `at`: a heading, a block of code, a cell of a table; else the line
    /// of the text, which a paragraph and an item of a list are. Without blanks around it.
    Block around(std::size_t at);

private:
    TextRange range(std::size_t at);

    const NoteRecord& record_;
    TextParts lines_, cells_;
    PlaceFinder places_;
    std::optional<TextRange> last_;  // the last block, and where it begins and ends in the file
    Place last_begin_, last_end_;
};

}  // namespace assay
