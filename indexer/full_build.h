// Builds a new generation of the index from all notes of a corpus, on all cores.
#pragma once

#include <filesystem>

#include "indexer/corpus.h"
#include "indexer/index_report.h"

namespace assay::indexer {

/// Builds the index of all notes in the empty folder `generation`, without reading any other
/// generation. Adds the notes added and skipped, and the problems, to `report`. Throws
/// Xapian::Error.
void build_generation(const CorpusListing& corpus, const std::filesystem::path& generation,
                      const UpdateOptions& options, IndexReport& report);

}  // namespace assay::indexer
