// Brings the index of a corpus up to date.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index_report.h"

namespace assay::indexer {

/// Brings the index in `directory` up to date with the notes below `root` (absolute). Reads only
/// files whose size or times differ, and writes nothing if nothing changed. Rebuilds an index that
/// is missing, damaged, of another version, of another folder, or made with another configuration.
/// Throws Failure: usage (no such folder), busy, io, index.
IndexReport update_index(const std::filesystem::path& root, const std::filesystem::path& directory,
                         const UpdateOptions& options);

/// How far the index is behind the files, and why it was not updated.
struct Freshness {
    std::size_t stale = 0;  // notes
    std::vector<std::string>
        unread{};  // folders and notes that permissions forbid to read: nothing in them is found
    std::optional<Error> refused{};  // another run writes, writing is refused, or a note cannot be
                                     // read; nullopt = there was too much to do
};

/// Asks a running watcher of the index (watch_socket.h) first; if it answers that the index is up
/// to date, looks at no file. Else does the same as update_index, but only as much as fits in about
/// `config.refresh_budget_ms`, and without waiting for other runs that write. A budget of 0 only
/// compares. Throws Failure(index) if there is no index to update, or no folder to compare it with.
Freshness refresh_index(const std::filesystem::path& root, const std::filesystem::path& directory,
                        const Config& config);

}  // namespace assay::indexer
