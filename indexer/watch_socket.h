// The socket by which searches ask a running watcher (`assay watch`, `assay serve`) whether the
// index is up to date, so that they need not look at every file themselves.
//
// It is the file `watch` in the folder of the index, which only its owner can enter. Whoever
// connects gets one line: watched_state() if every change is in the index; an empty line if the
// watcher cannot say. A dot before it means that the watcher takes over changes first. Changes on a
// local disk are in the watcher's queue before the program that made them goes on, so a change that
// was made before the question is in the answer.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/beneath.h"
#include "indexer/config.h"

namespace assay::indexer {

/// Returns what decides which notes of `root` are in the index, and how they are read, as a line.
/// Two processes with the same line agree on it.
std::string watched_state(const std::filesystem::path& root, const Config& config);

/// The side of the watcher.
class WatchSocket {
public:
    /// Replaces the socket of a watcher that has ended. If another watcher is still running, it
    /// goes on answering, and this one has no socket. If there can be no socket, nobody is
    /// answered, and searches look for themselves.
    explicit WatchSocket(const std::filesystem::path& index);
    ~WatchSocket();
    WatchSocket(const WatchSocket&) = delete;
    WatchSocket& operator=(const WatchSocket&) = delete;

    /// Readable when somebody asks; -1 = there is no socket.
    int descriptor() const { return listening_.number(); }

    /// Takes everybody who asks now. answer() answers them; ask_to_wait() tells them that it takes
    /// longer.
    void take();
    void ask_to_wait();
    void answer(const std::string& state);

private:
    void send_all(const std::string& bytes);

    const std::filesystem::path file_;
    Descriptor listening_;
    std::vector<Descriptor> asking_;
};

/// The side of a search: true if a watcher says that the index is up to date in this state. Waits
/// at most `first` for a sign of the watcher, and at most `most` after it, if it takes over
/// changes.
bool is_watched(const std::filesystem::path& index, const std::string& state,
                std::chrono::milliseconds first, std::chrono::milliseconds most);

}  // namespace assay::indexer
