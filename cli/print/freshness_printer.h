// How far an index is behind the files.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "indexer/indexer.h"

namespace assay {

/// One line about notes that changed and were not indexed again, and two about what may not be
/// read; nothing when there are none. `index`: the folder of the index of the corpus at `root`.
void print_freshness(std::ostream& err, const Freshness& freshness,
                     const std::filesystem::path& root, const std::filesystem::path& index);

}  // namespace assay
