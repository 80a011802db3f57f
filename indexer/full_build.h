// All notes of a corpus -> a new generation of the index, on all cores.
#pragma once

#include <filesystem>

#include "indexer/corpus.h"
#include "indexer/index_report.h"

namespace assay {

/// Builds the index of all notes in the empty folder `generation`, without looking at any other,
/// and adds to `report` what was added, skipped and complained of. Throws Xapian::Error.
void build_generation(const CorpusListing& corpus, const std::filesystem::path& generation,
                      const UpdateOptions& options, IndexReport& report);

}  // namespace assay
