// The region of a note that a place is in (heading, code, table or quote), and the block around it.
// Internal to query/.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "indexer/schema/note_record.h"
#include "indexer/schema/place_finder.h"
#include "query/passages/text_parts.h"
#include "query/values/search_result.h"

namespace assay::query {

/// Returns the stretch that holds byte `at`; nullptr if none does. `stretches`: sorted and
/// disjoint.
const schema::Stretch* stretch_at(const std::vector<schema::Stretch>& stretches, std::size_t at);

Region region_at(const schema::NoteRecord& record, std::size_t at);

/// Finds the blocks of rising places. Many places in one long block cost no more than one.
class BlockFinder {
public:
    /// `record` must outlive it.
    explicit BlockFinder(const schema::NoteRecord& record);

    /// Returns the block that holds byte `at`, without blanks around it: a heading, a block of code
    /// or a table cell; else the line of the text, which is a paragraph or a list item.
    Block around(std::size_t at);

private:
    TextRange range(std::size_t at);

    const schema::NoteRecord& record_;
    TextParts lines_, cells_;
    schema::PlaceFinder places_;
    std::optional<TextRange> last_;  // the last block, and its begin and end in the file
    schema::Place last_begin_, last_end_;
};

}  // namespace assay::query
