// Checks whether an index is intact. Runs in a separate process, because Xapian's own check can
// crash (doc/engine-notes.md, Opening and reading).
#pragma once

#include <filesystem>
#include <optional>

#include "indexer/text/error.h"

namespace assay::indexer {

/// Reads everything in the index in `directory`, and lets Xapian check its blocks. Returns nullopt
/// if nothing is wrong; otherwise an Error (kind index) with the first problem and the command that
/// fixes it. Blocks have no checksum, so a word that turned into another word is not detected. The
/// time grows with the size of the index. Call it before starting any thread.
std::optional<Error> verify_index(const std::filesystem::path& directory);

}  // namespace assay::indexer
