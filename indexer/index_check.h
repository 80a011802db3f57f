// Is the index whole? Asked in a process of its own, because Xapian's own check can crash
// (doc/engine-notes.md, Opening and reading).
#pragma once

#include <filesystem>
#include <optional>

#include "indexer/text/error.h"

namespace assay {

/// Reads everything that the index in `directory` holds, and lets Xapian check its blocks: some 10
/// s a GB. nullopt when nothing is wrong with it; else an Error (kind index) with the first thing
/// that is, and the command that mends it. Blocks have no checksum: a word that turned into another
/// word is not noticed. Call it before any thread is started.
std::optional<Error> verify_index(const std::filesystem::path& directory);

}  // namespace assay
