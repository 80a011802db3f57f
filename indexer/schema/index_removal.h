// Removes an index and nothing else.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace assay::schema {

struct IndexRemoval {
    std::vector<std::string>
        removed;  // files and folders, relative to the folder of the index; sorted
    std::vector<std::string>
        left;  // not part of an index, so kept, with the folders they are in; the same form
    std::uintmax_t bytes = 0;  // of the files removed
};

/// Removes the files that assay writes into the folder of an index (index_store.h), by name, and
/// then the folders that are empty. Keeps files with other names and symbolic links, and follows no
/// link. With `dry_run`, only reports what would be removed. Throws Failure: busy if a run writes
/// the index; usage if `directory` is not an index folder (is_index_folder), not the user's own
/// (require_own_folder), or its lock is not a regular file; io.
IndexRemoval remove_index(const std::filesystem::path& directory, bool dry_run);

}  // namespace assay::schema
