// Xapian can crash on a damaged index, or loop forever, because blocks have no checksum
// (doc/engine-notes.md, Opening and reading). A guard makes such a process end with a message that
// says what happened and how to fix it.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "indexer/text/error.h"

namespace assay::schema {

/// What a process does before a damaged index ends it.
struct LastWords {
    std::function<std::string(const Error&)> text;  // formats the error for stderr
    int exit_code = 0;
    std::vector<std::string> instead{};  // arguments with which this program is run again, in the
                                         // place of ending; empty = none
};

/// Applies to guards created later. Without last words, guards do nothing.
void set_last_words(LastWords words);

/// While a guard exists, a crash, or 30 seconds of CPU time of the process without a call of
/// still_alive(), ends the process with the last words for the index in `directory`. It covers the
/// thread that creates it and the threads that this one starts. A nested guard has no effect.
/// Several threads may have guards, for one index; the time begins again whenever one of them gets
/// or loses its guard.
class ReadGuard {
public:
    explicit ReadGuard(const std::filesystem::path& directory);
    ~ReadGuard();
    ReadGuard(const ReadGuard&) = delete;
    ReadGuard& operator=(const ReadGuard&) = delete;

    /// Restarts the time limit, for long work that makes progress.
    static void still_alive();
};

}  // namespace assay::schema
