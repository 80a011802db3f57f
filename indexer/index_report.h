// What a run is asked for, and what it tells.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "indexer/config.h"
#include "indexer/text/error.h"

namespace assay {

struct UpdateOptions {
    Config config{};         // what to leave out, and how to read
    bool full = false;       // build anew beside the old index and swap, instead of updating it
    bool dry_run = false;    // compare only
    bool make_empty = true;  // make an index of a folder without notes; one that is there is
                             // brought up to date in any case
    unsigned jobs = 0;       // threads of a full build; 0 = one per core
    std::chrono::milliseconds wait{};  // for another run that writes
    /// Called now and then from the calling thread with notes done and notes to do.
    std::function<void(std::size_t done, std::size_t total)> progress{};
};

struct IndexReport {
    std::size_t added = 0, updated = 0, renamed = 0, removed = 0, unchanged = 0;
    std::size_t notes = 0;              // there are in the folder
    std::size_t skipped = 0;            // notes that could not be read, each with a problem
    std::vector<Error> problems;        // by path and line
    std::vector<std::string> warnings;  // one line each, about the whole
    double elapsed_ms = 0;

    void take_problems(std::vector<Error>& more) {
        problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
    }
};

}  // namespace assay
