// Waits until notes below a folder may have changed: inotify(7) where the kernel tells, polling
// where it does not.
#pragma once

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay {

/// Says only that something happened; what it was, a comparison of files and index finds out. So a
/// lost event costs nothing but time, and an overflow of the kernel's queue is answered by the same
/// walk as everything else.
class Watcher {
public:
    /// `root` is absolute. With a `poll` over 0 nothing is watched: it is time to look every so
    /// often.
    Watcher(std::filesystem::path root, std::vector<std::string> exclude,
            std::chrono::milliseconds poll, bool follow_links = false);
    ~Watcher();
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;

    /// Why the folder is polled although nobody asked for it; empty when it is not.
    const std::string& why_polling() const { return why_polling_; }

    enum class Woken {
        changed,  // notes may have changed, and have been left alone for a moment since
        stopped,  // `stop` can be read
        gone,     // the folder was unmounted, moved or removed
    };

    /// Waits, and takes the end of `at_most` for a change. A burst is one change: an editor's
    /// rename on save, a checkout of many files.
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
    std::set<std::pair<int, std::string>>
        unfinished_;  // notes created and not yet closed, or gone and not yet back
};

}  // namespace assay
