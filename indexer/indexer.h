// One run: the corpus against its index.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/schema/error.h"

namespace assay {

/// A note over this size is skipped with a problem.
inline constexpr std::uint64_t max_note_bytes = 16U << 20U;

struct IndexOptions {
    bool full = false;     // build anew beside the old index and swap, instead of updating it
    bool dry_run = false;  // compare only
    unsigned jobs = 0;     // threads of a full build; 0 = one per core
    /// Called now and then from the calling thread with notes done and notes to do.
    std::function<void(std::size_t done, std::size_t total)> progress{};
};

struct IndexReport {
    std::size_t added = 0, updated = 0, renamed = 0, removed = 0, unchanged = 0;
    std::size_t skipped = 0;      // notes that could not be read, each with a problem
    std::vector<Error> problems;  // by path and line
    double elapsed_ms = 0;

};

/// Brings the index in `directory` up to date with the notes below `root` (absolute). Only files whose size or time of change
/// differ are read, and nothing is written when nothing changed. An index that is missing, damaged or of another version is
/// built anew. Throws Failure: usage (no such folder), busy, io, index.
IndexReport update_index(const std::filesystem::path& root, const std::filesystem::path& directory, const IndexOptions& options);

/// Number of notes in which the index is behind the files: a stat of each, and no lock. Throws Failure as above.
std::size_t count_stale(const std::filesystem::path& root, const std::filesystem::path& directory);

}  // namespace assay
