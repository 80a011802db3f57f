#include "indexer/index_watch.h"

#include <utility>

#include "indexer/indexer.h"
#include "indexer/schema/index_store.h"

namespace assay::indexer {

IndexWatch::IndexWatch(WatchedIndex watched)
    : watched_(std::move(watched)),
      config_(load_config(watched_.root)),
      // Watched before it is read, so that no change is missed in between.
      watcher_(std::in_place, watched_.root, config_.exclude, watched_.poll, config_.follow_links) {
}

IndexReport IndexWatch::update_all(bool full) { return run({.all = true, .names = {}}, full); }

IndexReport IndexWatch::update(bool asked) {
    if (socket_) socket_->take();  // before the changes: all that came before the question count
    if (asked && !is_current_) return {};
    Changes changes = watcher_->take_changes();
    if (!is_current_ || generation_ != schema::IndexStore(watched_.index).current_generation())
        changes.all = true;
    if (!changes.any()) return {};
    if (asked) socket_->ask_to_wait();
    is_current_ = false;
    if (changes.all || changes.config) {
        const Config before = std::exchange(config_, load_config(watched_.root));
        if (before.exclude != config_.exclude || before.follow_links != config_.follow_links)
            watcher_.emplace(watched_.root, config_.exclude, watched_.poll, config_.follow_links);
    }
    return run(changes, false);
}

void IndexWatch::listen() {
    if (watcher_->notices_everything()) socket_.emplace(watched_.index);
}

void IndexWatch::answer() {
    const bool knows = is_current_ && watcher_->notices_everything();
    socket_->answer(knows ? watched_state(watched_.root, config_) : "");
}

IndexReport IndexWatch::run(const Changes& changes, bool full) {
    UpdateOptions options{.config = config_, .full = full, .wait = watched_.wait};
    if (!changes.all && !changes.config)
        options.only.assign(changes.names.begin(), changes.names.end());
    is_current_ = false;
    IndexReport report = update_index(watched_.root, watched_.index, options);
    generation_ = schema::IndexStore(watched_.index).current_generation();
    // Searches look themselves at what could not be read, and say so.
    is_current_ = report.unread == 0;
    return report;
}

}  // namespace assay::indexer
