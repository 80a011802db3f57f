// What is wrong with the notes of a corpus, without any index.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

#include "indexer/config.h"

namespace assay {

struct CorpusCheck {
    std::size_t notes = 0;  // looked at
    std::vector<Error>
        diagnostics;  // kind note, by path and line, each with a place, a hint and a topic
};

/// Reads every note below `root` (absolute) as the indexer does, on all cores. `progress` is called
/// now and then from the calling thread with notes done and notes to do. Throws Failure(usage) when
/// `root` is no folder.
CorpusCheck check_corpus(const std::filesystem::path& root, const Config& config,
                         const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace assay
