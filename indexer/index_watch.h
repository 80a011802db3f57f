// Keeps the index of a folder up to date, and answers searches that ask whether it is.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>

#include "indexer/config.h"
#include "indexer/index_report.h"
#include "indexer/watch_socket.h"
#include "indexer/watcher.h"

namespace assay::indexer {

struct WatchedIndex {
    std::filesystem::path root, index;
    std::chrono::milliseconds poll{};  // interval; 0 = be told of changes by the system
    std::chrono::milliseconds wait{};  // for another run that writes
};

/// For one thread. Each function that reads or writes throws Failure, as load_config and
/// update_index; what failed is taken over by the next update.
class IndexWatch {
public:
    explicit IndexWatch(WatchedIndex watched);

    /// As Watcher.
    const std::string& why_polling() const { return watcher_->why_polling(); }
    Watcher::Woken wait(int stop, std::chrono::milliseconds at_most) {
        return watcher_->wait(stop, socket_ ? socket_->descriptor() : -1, at_most);
    }

    /// Compares every note with the index; reads all of them if `full`.
    IndexReport update_all(bool full);

    /// Takes over what changed up to now; everything if the last run did not succeed, or another
    /// program has built the index anew. `asked`: somebody waits for it.
    IndexReport update(bool asked);

    /// From now on, answers whoever asks (watch_socket.h).
    void listen();

    /// Answers those who asked before the last update.
    void answer();

private:
    IndexReport run(const Changes& changes, bool full);

    const WatchedIndex watched_;
    Config config_;
    std::optional<Watcher> watcher_;
    std::optional<WatchSocket> socket_;
    std::optional<std::filesystem::path> generation_;
    bool is_current_ = false;  // every change that was noticed is in the index
};

}  // namespace assay::indexer
