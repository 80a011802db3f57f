#include "cli/serve/index_keeper.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "indexer/config.h"
#include "indexer/indexer.h"
#include "indexer/schema/caught_error.h"
#include "indexer/schema/index_store.h"
#include "indexer/text/machine_error.h"
#include "indexer/watcher.h"

namespace assay::cli {
namespace {

constexpr std::chrono::milliseconds wait_for_writer{5'000}, try_again{5'000};

int event_descriptor() {
    const int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (descriptor < 0) throw Failure(text::machine_error("cannot watch the notes", errno));
    return descriptor;
}

void signal_event(int descriptor) {
    const std::uint64_t one = 1;
    (void)!write(descriptor, &one, sizeof one);
}

bool is_signalled(int descriptor, std::chrono::milliseconds at_most) {
    pollfd waited{descriptor, POLLIN, 0};
    return poll(&waited, 1, static_cast<int>(at_most.count())) > 0;
}

}  // namespace

IndexKeeper::IndexKeeper(SessionPool& pool)
    : pool_(pool), stop_(event_descriptor()), ended_(event_descriptor()), thread_([this] {
          keep();
          signal_event(ended_);
      }) {}

IndexKeeper::~IndexKeeper() {
    signal_event(stop_);
    thread_.join();
    close(stop_);
    close(ended_);
}

bool IndexKeeper::stop(std::chrono::milliseconds at_most) {
    signal_event(stop_);
    return is_signalled(ended_, at_most);
}

bool IndexKeeper::update(const indexer::Changes& changes) {
    const CorpusChoice& corpus = pool_.corpus();
    try {
        indexer::UpdateOptions options{.config = indexer::load_config(corpus.root),
                                       .wait = wait_for_writer};
        if (!changes.all && !changes.config)
            options.only.assign(changes.names.begin(), changes.names.end());
        indexer::update_index(corpus.root, corpus.index, options);
        pool_.set_problem({});
        return true;
    } catch (...) {
        pool_.set_problem("the index is not up to date: " + schema::caught_error().message);
        return false;
    }
}

void IndexKeeper::watch() {
    const CorpusChoice& corpus = pool_.corpus();
    const auto generation = [&] { return schema::IndexStore(corpus.index).current_generation(); };
    const indexer::Config config = indexer::load_config(corpus.root);
    // Watched before it is compared, so that no change is missed in between.
    indexer::Watcher watcher(corpus.root, config.exclude, {}, config.follow_links);
    indexer::Changes changes{.all = true, .names = {}};
    while (true) {
        const bool done = update(changes);
        const auto known = generation();
        constexpr int no_question = -1;
        switch (watcher.wait(stop_, no_question,
                             done ? std::chrono::milliseconds(std::chrono::hours(1)) : try_again)) {
            case indexer::Watcher::Woken::stopped: return;
            case indexer::Watcher::Woken::gone:
                pool_.set_problem("the folder is gone: " + corpus.root.string());
                return;
            case indexer::Watcher::Woken::asked:
            case indexer::Watcher::Woken::changed: break;
        }
        changes = watcher.take_changes();
        // What failed is tried again in full, and so is what another program has built anew.
        changes.all = changes.all || !done || generation() != known;
        const indexer::Config now = indexer::load_config(corpus.root);
        if (now.exclude != config.exclude || now.follow_links != config.follow_links) return;
        if (!changes.any()) changes.all = true;  // an hour has passed
    }
}

void IndexKeeper::keep() {
    while (!is_signalled(stop_, {})) {
        try {
            watch();
        } catch (...) {
            pool_.set_problem("the index is not up to date: " + schema::caught_error().message);
        }
        is_signalled(stop_, pool_.problem().empty() ? std::chrono::milliseconds(0) : try_again);
    }
}

}  // namespace assay::cli
