#include "cli/serve/index_keeper.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

#include "indexer/index_watch.h"
#include "indexer/schema/caught_error.h"
#include "indexer/text/machine_error.h"

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

bool IndexKeeper::succeeds(const std::function<void()>& update) {
    try {
        update();
        pool_.set_problem({});
        return true;
    } catch (...) {
        pool_.set_problem("the index is not up to date: " + schema::caught_error().message);
        return false;
    }
}

void IndexKeeper::watch() {
    const CorpusChoice& corpus = pool_.corpus();
    indexer::IndexWatch watch({corpus.root, corpus.index, {}, wait_for_writer});
    bool done = succeeds([&] { watch.update_all(false); });
    watch.listen();
    while (true) {
        const indexer::Watcher::Woken woken =
            watch.wait(stop_, done ? std::chrono::milliseconds(std::chrono::hours(1)) : try_again);
        if (woken == indexer::Watcher::Woken::stopped) return;
        if (woken == indexer::Watcher::Woken::gone) {
            pool_.set_problem("the folder is gone: " + corpus.root.string());
            return;
        }
        const bool asked = woken == indexer::Watcher::Woken::asked;
        // After a failure a question changes nothing: the next try comes in its time.
        if (asked && !done) watch.update(asked);
        else done = succeeds([&] { watch.update(asked); });
        if (asked) watch.answer();
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
