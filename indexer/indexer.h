// One run: the corpus against its index.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index_report.h"

namespace assay {

/// Brings the index in `directory` up to date with the notes below `root` (absolute). Only files
/// whose size or time of change differ are read, and nothing is written when nothing changed. An
/// index that is missing, damaged, of another version, of another folder or read with another
/// configuration is built anew. Throws Failure: usage (no such folder), busy, io, index.
IndexReport update_index(const std::filesystem::path& root, const std::filesystem::path& directory,
                         const UpdateOptions& options);

/// How far the index is behind the files, and why it was not brought up to date.
struct Freshness {
    std::size_t stale = 0;              // notes
    std::vector<std::string> unread{};  // folders and notes whose permissions forbid to read them:
                                        // nothing in them is found
    std::optional<Error> refused{};     // another run writes, nobody may, or one cannot be read;
                                        // without it there was too much to do
};

/// The same as update_index, but only what about `config.refresh_budget_ms` suffices for, without
/// waiting for anybody else who writes. A budget of 0 only compares. Throws Failure: index when
/// there is none to bring up to date, or no folder to compare it with.
Freshness refresh_index(const std::filesystem::path& root, const std::filesystem::path& directory,
                        const Config& config);

}  // namespace assay
