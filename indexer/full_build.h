// All notes of a corpus -> a new generation of the index, on all cores.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/corpus.h"
#include "indexer/indexer.h"
#include "indexer/schema/note_record.h"

namespace assay {

/// Builds the index of all notes in the empty folder `generation`, without looking at any other. Adds what was read, skipped and
/// complained of to `report`, and returns the state of each note, in the order of the list (skipped ones: as new).
/// Throws Xapian::Error.
std::vector<FileState> build_generation(const CorpusListing& corpus, const std::filesystem::path& generation, const IndexOptions& options,
                                        IndexReport& report);

}  // namespace assay
