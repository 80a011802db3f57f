// An index goes, and nothing else does.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace assay {

struct IndexRemoval {
    std::vector<std::string>
        removed;  // files and folders, relative to the folder of the index; sorted
    std::vector<std::string>
        left;  // the same, of what is not of an index; it stays, with the folders it is in
    std::uintmax_t bytes = 0;  // of the files removed
};

/// Removes the files that assay writes into the folder of an index (index_store.h), by their names,
/// and the folders that are empty then. What has another name stays, and so does every symbolic
/// link: none is followed. `dry_run`: says what would go. Throws Failure: busy when somebody writes
/// the index; usage when `directory` is no index folder (is_index_folder), or not the user's own
/// (require_own_folder), or its lock is no regular file; io.
IndexRemoval remove_index(const std::filesystem::path& directory, bool dry_run);

}  // namespace assay
