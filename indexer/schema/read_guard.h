// Xapian can crash on a damaged index, or never end (doc/engine-notes.md, Opening and reading):
// blocks have no checksum, and it believes what they say. A process that dies so still tells what
// happened and what mends it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/text/error.h"

namespace assay {

/// What a process does that is about to die of a damaged index.
struct LastWords {
    std::function<std::string(const Error&)> text;  // how the error is written to stderr
    int exit_code = 0;
    std::vector<std::string> instead{};  // arguments with which this program is run again, in the
                                         // place of ending; empty = none
};

/// For the guards to come. Without it they do nothing.
void set_last_words(LastWords words);

/// While one lives, a crash, or 30 seconds of CPU time without a sign of life, ends the process
/// with the last words for the index in `directory`. For the thread that makes it and those it
/// starts; a guard inside another changes nothing.
class ReadGuard {
public:
    explicit ReadGuard(const std::filesystem::path& directory);
    ~ReadGuard();
    ReadGuard(const ReadGuard&) = delete;
    ReadGuard& operator=(const ReadGuard&) = delete;

    /// A sign of life: the time begins anew. For work that is long without being stuck.
    static void still_alive();
};

}  // namespace assay
