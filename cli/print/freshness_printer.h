// Which changes an answer does not know yet, as text.
#pragma once

#include <filesystem>
#include <iosfwd>

#include "indexer/indexer.h"

namespace assay::cli {

/// Prints a line about notes that changed and were not indexed again, and two about files that may
/// not be read; nothing if there are none. `index` is the folder of the index of the corpus at
/// `root`.
void print_freshness(std::ostream& err, const indexer::Freshness& freshness,
                     const std::filesystem::path& root, const std::filesystem::path& index);

}  // namespace assay::cli
