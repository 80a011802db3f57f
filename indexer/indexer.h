// One run: the corpus against its index.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "indexer/config.h"
#include "indexer/text/error.h"

namespace assay {

struct IndexOptions {
    Config config{};       // what to leave out, and how to read
    bool full = false;     // build anew beside the old index and swap, instead of updating it
    bool dry_run = false;  // compare only
    bool make_empty = true;  // make an index of a folder without notes; one that is there is brought up to date in any case
    unsigned jobs = 0;     // threads of a full build; 0 = one per core
    std::chrono::milliseconds wait{};  // for another run that writes
    /// Called now and then from the calling thread with notes done and notes to do.
    std::function<void(std::size_t done, std::size_t total)> progress{};
};

struct IndexReport {
    std::size_t added = 0, updated = 0, renamed = 0, removed = 0, unchanged = 0;
    std::size_t notes = 0;        // there are in the folder
    std::size_t skipped = 0;      // notes that could not be read, each with a problem
    std::vector<Error> problems;  // by path and line
    std::vector<std::string> warnings;  // one line each, about the whole
    double elapsed_ms = 0;

    void take_problems(std::vector<Error>& more) {
        problems.insert(problems.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
};

/// Brings the index in `directory` up to date with the notes below `root` (absolute). Only files whose size or time of change
/// differ are read, and nothing is written when nothing changed. An index that is missing, damaged, of another version, of another
/// folder or read with another configuration is built anew. Throws Failure: usage (no such folder), busy, io, index.
IndexReport update_index(const std::filesystem::path& root, const std::filesystem::path& directory, const IndexOptions& options);

/// How far the index is behind the files, and why it was not brought up to date.
struct Freshness {
    std::size_t stale = 0;  // notes
    std::vector<std::string> unread{};  // folders and notes whose permissions forbid to read them: nothing in them is found
    std::optional<Error> refused{};  // another run writes, nobody may, or one cannot be read; without it there was too much to do
};

/// The same as update_index, but only what about `config.refresh_budget_ms` suffices for, without waiting for anybody else who
/// writes. A budget of 0 only compares. Throws Failure: index when there is none to bring up to date, or no folder to compare it with.
Freshness refresh_index(const std::filesystem::path& root, const std::filesystem::path& directory, const Config& config);

/// The present, as the index notes it: "2026-11-23T21:03:11Z".
std::string now_text();

}  // namespace assay
