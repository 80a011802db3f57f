// Waits until notes below a folder may have changed, with inotify(7) if possible, otherwise by
// polling.
#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::indexer {

/// Reports only that something changed; comparing the files with the index finds out what. So a
/// lost event only causes a delay, and an overflow of the kernel's queue needs no special
/// treatment.
class Watcher {
public:
    /// `root` is absolute. If `poll` is greater than 0, it is the interval of polling, and inotify
    /// is not used.
    Watcher(std::filesystem::path root, std::vector<std::string> exclude,
            std::chrono::milliseconds poll, bool follow_links = false);
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    /// Returns why the folder is polled although this was not requested; empty if it is watched.
    const std::string& why_polling() const { return why_polling_; }

    enum class Woken {
        changed,  // notes may have changed, and nothing has changed for a moment since
        stopped,  // `stop` is readable
        gone,     // the folder was unmounted, moved or removed
    };

    /// Waits for a change, and returns `changed` also after `at_most`. A burst is one change, such
    /// as an editor's rename on save or a checkout of many files. Returns early when the descriptor
    /// `stop` becomes readable.
    Woken wait(int stop, std::chrono::milliseconds at_most);

private:
    void watch_folders();
    void poll_instead(std::string why);
    void take_events();
    void note_event(int watch, unsigned mask, std::string_view name);

    const std::filesystem::path root_;
    const std::vector<std::string> exclude_;
    const bool follow_links_;
    std::chrono::milliseconds poll_;
    std::string why_polling_;
    int inotify_ = -1;
    int root_watch_ = -1;
    std::set<int> watches_;
    // Of the burst that is being gathered:
    bool changed_ = false, gone_ = false, new_folders_ = false;
    std::set<std::pair<int, std::string>> unfinished_;  // notes that were created and not closed
                                                        // yet, or deleted and not recreated yet
};

}  // namespace assay::indexer
