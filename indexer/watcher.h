// Waits until notes below a folder may have changed, with inotify(7) if possible, otherwise by
// polling.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::indexer {

/// What may have changed.
struct Changes {
    bool all = false;             // names are not enough: every file has to be compared
    std::set<std::string> names;  // of notes, relative to the root, in the bytes of the file system
    bool config = false;          // the configuration of the corpus
    bool any() const { return all || config || !names.empty(); }
};

/// Reports which notes may have changed; comparing them with the index finds out what changed. When
/// folders come or go, or the kernel's queue overflows, it reports that anything may have.
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

    /// True if every change is noticed as soon as it is made: the folder is watched, and no note
    /// can change under a name outside of it.
    bool notices_everything() const { return inotify_ >= 0 && !has_other_places_; }

    enum class Woken {
        changed,  // notes may have changed, and nothing has changed for a moment since
        asked,    // `question` is readable
        stopped,  // `stop` is readable
        gone,     // the folder was unmounted, moved or removed
    };

    /// Waits for a change, and returns `changed` also after `at_most`; then anything may have
    /// changed. A burst is one change, such as an editor's rename on save or a checkout of many
    /// files. Returns early when the descriptor `stop` or `question` becomes readable; -1 = none.
    Woken wait(int stop, int question, std::chrono::milliseconds at_most);

    /// Returns what has changed up to now and was not taken before. When polling, anything may
    /// have.
    Changes take_changes();

private:
    std::optional<std::string> name_of(const std::string& folder) const;
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
    /// Watches, with the folder of each: relative to the root, with a slash at its end unless it is
    /// the root; nullopt for a folder that the walk reached through a link.
    std::map<int, std::optional<std::string>> watches_;
    Changes changes_;
    bool changed_ = false;  // a change is complete, and wait() ends after it
    bool gone_ = false, new_folders_ = false;
    bool has_other_places_ = false;  // a note was reached through a link, or has hard links
    std::set<std::pair<int, std::string>> unfinished_;  // notes that were created and not closed
                                                        // yet, or deleted and not recreated yet
};

}  // namespace assay::indexer
