// Keeps the index up to date while the page is open.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

#include "cli/serve/session_pool.h"

namespace assay::cli {

/// Watches the folder of notes in a thread of its own and updates the index at every change, as
/// assay watch does, and answers searches that ask whether it is up to date. What prevents an
/// update is the `problem` of the pool until one succeeds. If another run writes the index, as
/// assay watch may, it waits for that run.
class IndexKeeper {
public:
    explicit IndexKeeper(SessionPool& pool);
    ~IndexKeeper();
    IndexKeeper(const IndexKeeper&) = delete;
    IndexKeeper& operator=(const IndexKeeper&) = delete;

    /// Tells the thread to end. Returns false if it is still writing after `at_most`; a run that is
    /// killed while it writes leaves the index as it was before.
    bool stop(std::chrono::milliseconds at_most);

private:
    void keep();
    /// Keeps the index up to date until told to stop, or until what is watched must change.
    void watch();
    /// Runs an update. Returns false if it failed; then `problem` says why.
    bool succeeds(const std::function<void()>& update);

    SessionPool& pool_;
    int stop_, ended_;  // event descriptors (eventfd(2))
    std::thread thread_;
};

}  // namespace assay::cli
