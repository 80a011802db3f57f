// Builds a new generation of the index from all notes of a corpus, on all cores.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "indexer/index_report.h"

namespace assay::indexer {

/// How many notes a shard gets: the first that have enough bytes, or are enough. A shard of half a
/// megabyte stays in the processor's cache while it is built (doc/engine-notes.md, "Writing"); a
/// larger one takes more memory. The last step opens all that it compacts, with five files each,
/// and a process may often open only 1024. So shards grow, up to `most_bytes`, until there are at
/// most `most_open`; where that is not enough, some that follow each other are compacted into one.
struct ShardSizes {
    std::uint64_t fewest_bytes = 512U << 10U, most_bytes = 5U << 18U;
    std::size_t fewest_notes = 2000;
    std::size_t most_open = 200;  // at least 2
};

/// Builds the index of all notes below `root` (absolute) in the empty folder `generation`, without
/// reading any other generation. Memory grows with the number of notes only as that of walk_notes.
/// Counts the notes, and adds those added and skipped, and the problems, to `report`. Throws
/// Xapian::Error; Failure as walk_notes does.
void build_generation(const std::filesystem::path& root, const std::filesystem::path& generation,
                      const UpdateOptions& options, IndexReport& report,
                      const ShardSizes& sizes = {});

}  // namespace assay::indexer
