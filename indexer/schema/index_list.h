// The indexes in the cache folder: their corpora and their state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/error.h"

namespace assay::schema {

/// A folder that a writer has claimed, with or without an index in it.
struct IndexFolder {
    std::filesystem::path directory;
    std::filesystem::path root;  // of its corpus; absolute
};

/// Returns the folders in the cache folder, sorted by root. A folder without the file `root` is not
/// an index folder. Throws Failure(io) if one of them cannot be read.
std::vector<IndexFolder> index_folders();

/// Returns the roots of all corpora indexed there that still exist, sorted.
std::vector<std::filesystem::path> indexed_roots();

struct IndexState {
    IndexFolder folder;
    bool root_exists = false;
    std::optional<std::size_t> notes;  // nullopt: it cannot be read
    std::string updated;       // last change, "2026-11-23T21:03:11Z"; empty when it cannot be read
    std::uintmax_t bytes = 0;  // on disk
    std::optional<Error> problem;  // why it cannot be read, and what mends it
};

/// Returns the state of an index. Opens it in a separate process, because a damaged index may crash
/// it, and reads little more than its header. Call it before starting any thread. Throws
/// Failure(io) if no process can be started.
IndexState look_at(const IndexFolder& folder);

}  // namespace assay::schema
