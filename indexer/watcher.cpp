#include "indexer/watcher.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "indexer/corpus.h"
#include "indexer/text/error.h"
#include "indexer/text/file_name.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds usual_poll(2000);
constexpr milliseconds quiet(10), quiet_unfinished(100);  // after the last event of a burst
constexpr milliseconds longest_burst(
    1000);  // so that continuous writing does not delay indexing forever

constexpr std::uint32_t events = IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE |
                                 IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF |
                                 IN_ONLYDIR;

/// True for file systems that can change without the kernel knowing: network and FUSE file systems
/// (statfs(2)).
bool is_remote(const fs::path& root) {
    constexpr std::array<unsigned, 9> remote{0x6969U,     0x517BU,     0xFE534D42U,
                                             0xFF534D42U, 0x65735546U, 0x01021997U,
                                             0x5346414FU, 0x73757245U, 0x00C36400U};
    struct statfs info {};
    return statfs(root.c_str(), &info) == 0 &&
           std::find(remote.begin(), remote.end(), static_cast<unsigned>(info.f_type)) !=
               remote.end();
}

int milliseconds_until(Clock::time_point end) {
    return static_cast<int>(
        std::max<std::int64_t>(0, std::chrono::ceil<milliseconds>(end - Clock::now()).count()));
}

}  // namespace

Watcher::Watcher(fs::path root, std::vector<std::string> exclude, milliseconds poll,
                 bool follow_links)
    : root_(std::move(root)),
      exclude_(std::move(exclude)),
      follow_links_(follow_links),
      poll_(poll) {
    if (poll_ > milliseconds(0)) return;
    if (is_remote(root_)) {
        poll_instead("it is on a network or shared file system");
    } else if (inotify_ = inotify_init1(IN_NONBLOCK | IN_CLOEXEC); inotify_ < 0) {
        poll_instead(std::strerror(errno));
    } else {
        root_watch_ = inotify_add_watch(inotify_, root_.c_str(), events);
        watch_folders();
    }
}

Watcher::~Watcher() {
    if (inotify_ >= 0) close(inotify_);
}

void Watcher::poll_instead(std::string why) {
    why_polling_ = std::move(why);
    poll_ = usual_poll;
    if (inotify_ >= 0) close(inotify_);
    inotify_ = -1;
}

/// The name of a folder of the listing below the root; nullopt if it is elsewhere.
std::optional<std::string> Watcher::name_of(const std::string& folder) const {
    if (folder == root_.native()) return "";
    const std::string above = root_.native() + (root_.native().ends_with('/') ? "" : "/");
    if (!folder.starts_with(above)) return std::nullopt;
    return folder.substr(above.size()) + "/";
}

/// Watches every folder. A folder may be created between the listing and the watch of its parent,
/// so listing is repeated until it finds nothing new. Adding a watch again returns the same number,
/// even after a rename.
void Watcher::watch_folders() {
    for (bool again = true; again;) {
        again = false;
        bool has_other_places = false;
        const CorpusWalk walk =
            walk_notes(root_, exclude_, follow_links_,
                       [&](const NoteFile& note) { has_other_places |= note.has_other_names; });
        has_other_places_ = has_other_places;
        for (const std::string& folder : walk.folders) {
            const int watch = inotify_add_watch(inotify_, folder.c_str(), events);
            if (watch >= 0) again |= watches_.insert_or_assign(watch, name_of(folder)).second;
            else if (errno == ENOSPC)
                return poll_instead(
                    "the system cannot watch more folders (fs.inotify.max_user_watches)");
            else if (errno == ENOMEM) return poll_instead(std::strerror(errno));
        }
    }
}

void Watcher::note_event(int watch, unsigned mask, std::string_view name) {
    const bool of_root = watch == root_watch_;
    if ((mask & IN_IGNORED) != 0) watches_.erase(watch);
    if ((mask & (IN_UNMOUNT | IN_DELETE_SELF | IN_MOVE_SELF)) != 0 && of_root) gone_ = true;
    if ((mask & IN_Q_OVERFLOW) != 0) changes_.all = new_folders_ = changed_ = true;
    if (of_root && name == ".assay.yaml") changes_.config = changed_ = true;
    if (name.empty() || name.starts_with('.')) return;
    if ((mask & IN_ISDIR) != 0) {
        changes_.all = changed_ = true;
        new_folders_ |= (mask & (IN_CREATE | IN_MOVED_TO)) != 0;
    } else if (text::is_note_name(name)) {
        const auto folder = watches_.find(watch);
        if (folder != watches_.end() && folder->second)
            changes_.names.insert(*folder->second + std::string(name));
        else changes_.all = true;
        // While a note is being written, nothing is done about it unless somebody asks.
        if ((mask | IN_MODIFY | IN_ATTRIB) == (IN_MODIFY | IN_ATTRIB)) return;
        changed_ = true;
        std::pair<int, std::string> note(watch, name);
        if ((mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0) unfinished_.erase(note);
        else unfinished_.insert(std::move(note));
    } else if (follow_links_ &&
               (mask & (IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)) != 0) {
        changes_.all = new_folders_ = changed_ = true;  // may be a link to a folder
    }
}

void Watcher::take_events() {
    alignas(inotify_event) std::array<char, 64U << 10U> buffer{};
    for (ssize_t size = 0; (size = read(inotify_, buffer.data(), buffer.size())) > 0;) {
        for (ssize_t at = 0; at < size;) {
            inotify_event event{};
            std::memcpy(&event, buffer.data() + at, sizeof event);
            note_event(event.wd, event.mask,
                       event.len > 0 ? buffer.data() + at + sizeof event : "");
            at += static_cast<ssize_t>(sizeof event + event.len);
        }
    }
}

Changes Watcher::take_changes() {
    if (inotify_ < 0) return {.all = true, .names = {}};
    take_events();
    if (new_folders_) watch_folders();
    new_folders_ = changed_ = false;
    unfinished_.clear();
    return std::exchange(changes_, {});
}

Watcher::Woken Watcher::wait(int stop, int question, milliseconds at_most) {
    const Clock::time_point end =
        Clock::now() + (inotify_ >= 0 ? at_most : std::min(at_most, poll_));
    Clock::time_point begun;
    while (true) {
        std::array<pollfd, 3> sources{pollfd{stop, POLLIN, 0}, pollfd{question, POLLIN, 0},
                                      pollfd{inotify_, POLLIN, 0}};  // poll() ignores -1
        int timeout = milliseconds_until(end);
        if (changed_)
            timeout = std::min(
                milliseconds_until(begun + longest_burst),
                static_cast<int>((unfinished_.empty() ? quiet : quiet_unfinished).count()));
        const int ready = poll(sources.data(), sources.size(), timeout);
        if (sources[0].revents != 0) return Woken::stopped;
        if (sources[1].revents != 0) return Woken::asked;
        if (ready == 0) break;
        const bool before = changed_;
        take_events();
        if (gone_) return Woken::gone;
        if (changed_ && !before) begun = Clock::now();
    }
    // A folder that cannot be looked at is not gone: it may be there at the next look.
    std::error_code error;
    if (inotify_ < 0 && !fs::exists(root_, error) && !error) return Woken::gone;
    if (!changed_) changes_.all = true;
    return Woken::changed;
}

}  // namespace assay::indexer
