// The indexes below the cache folder: of which corpora, and how they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/error.h"

namespace assay {

/// A folder that a writer made its own, with an index in it or without.
struct IndexFolder {
    std::filesystem::path directory;
    std::filesystem::path root;  // of its corpus; absolute
};

/// Those below the cache folder, sorted by root. A folder without the file `root` is none.
/// Throws Failure(io) when one of them cannot be looked at.
std::vector<IndexFolder> index_folders();

/// Roots of all corpora indexed there that still exist, sorted.
std::vector<std::filesystem::path> indexed_roots();

struct IndexState {
    IndexFolder folder;
    bool root_exists = false;
    std::optional<std::size_t> notes;  // nullopt: it cannot be read
    std::string updated;       // last change, "2026-11-23T21:03:11Z"; empty when it cannot be read
    std::uintmax_t bytes = 0;  // on disk
    std::optional<Error> problem;  // why it cannot be read, and what mends it
};

/// Opens the index in a process of its own, because a damaged one may crash it, and reads no more
/// of the database than its head. Call it before any thread is started. Throws Failure(io) when
/// there is no process to be had.
IndexState look_at(const IndexFolder& folder);

}  // namespace assay
