// Finds what is wrong with the notes of a corpus, without an index.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

#include "indexer/config.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

struct CorpusCheck {
    std::size_t notes = 0;           // checked
    std::vector<Error> diagnostics;  // of kind note, sorted by path and line, each with a place, a
                                     // hint and a topic
    std::vector<schema::NoteRecord>
        notes_with_links;  // in the order of their paths: what links need, without the text
};

/// Reads every note below `root` (absolute) as the indexer does, on all cores. Calls `progress`
/// from the calling thread from time to time, with the number of notes done and of all notes.
/// Throws Failure(usage) if `root` is not a folder.
CorpusCheck check_corpus(const std::filesystem::path& root, const Config& config,
                         const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace assay::indexer
