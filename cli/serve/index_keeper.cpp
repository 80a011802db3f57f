#include "cli/serve/index_keeper.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "indexer/config.h"
#include "indexer/indexer.h"
#include "indexer/schema/caught_error.h"
#include "indexer/text/machine_error.h"
#include "indexer/watcher.h"

namespace assay::cli {
namespace {

constexpr std::chrono::seconds wait_for_writer{5}, try_again{5};

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

bool IndexKeeper::update() {
    const CorpusChoice& corpus = pool_.corpus();
    try {
        indexer::update_index(
            corpus.root, corpus.index,
            {.config = indexer::load_config(corpus.root), .wait = wait_for_writer});
        pool_.set_problem({});
        return true;
    } catch (...) {
        pool_.set_problem("the index is not up to date: " + schema::caught_error().message);
        return false;
    }
}

void IndexKeeper::keep() {
    const std::filesystem::path& root = pool_.corpus().root;
    while (!is_signalled(stop_, {})) {
        try {
            const indexer::Config config = indexer::load_config(root);
            // Watched before it is compared, so that no change is missed in between.
            indexer::Watcher watcher(root, config.exclude, {}, config.follow_links);
            bool is_same = true;  // what is watched depends on the configuration
            while (is_same) {
                const bool done = update();
                const auto woken = watcher.wait(
                    stop_, done ? std::chrono::hours(1) : std::chrono::hours(0) + try_again);
                if (woken == indexer::Watcher::Woken::stopped) return;
                if (woken == indexer::Watcher::Woken::gone) {
                    pool_.set_problem("the folder is gone: " + root.string());
                    break;
                }
                const indexer::Config now = indexer::load_config(root);
                is_same = now.exclude == config.exclude && now.follow_links == config.follow_links;
            }
        } catch (...) {
            pool_.set_problem("the index is not up to date: " + schema::caught_error().message);
        }
        is_signalled(stop_, try_again);
    }
}

}  // namespace assay::cli
