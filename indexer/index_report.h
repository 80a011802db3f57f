// The options of an indexing run, and its report.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "indexer/config.h"
#include "indexer/text/error.h"

namespace assay::indexer {

struct UpdateOptions {
    Config config{};       // which notes to leave out, and how to read notes
    bool full = false;     // build a new index beside the old one and swap, instead of updating
    bool dry_run = false;  // compare only
    bool make_empty =
        true;  // create an index for a folder without notes; an existing index is always updated
    unsigned jobs = 0;                 // threads of a full build; 0 = one per core
    std::chrono::milliseconds wait{};  // how long to wait for another run that writes
    /// Called from the calling thread from time to time, with the number of notes done and of all
    /// notes.
    std::function<void(std::size_t done, std::size_t total)> progress{};
    /// Names relative to the root, in the bytes of the file system: only these files are compared,
    /// if that is possible; empty = all.
    std::vector<std::string> only{};
};

struct IndexReport {
    std::size_t added = 0, updated = 0, renamed = 0, removed = 0, unchanged = 0;
    std::size_t notes = 0;    // in the folder
    std::size_t skipped = 0;  // notes that could not be read, each with a problem
    std::size_t unread = 0;   // notes and folders that permissions or the disk kept from being read
    std::vector<Error> problems;        // by path and line
    std::vector<std::string> warnings;  // one line each, about the corpus as a whole
    double elapsed_ms = 0;

    void take_problems(std::vector<Error>& more) {
        problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
    }
};

}  // namespace assay::indexer
