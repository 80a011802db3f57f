#include "indexer/parse_budget.h"

#include <condition_variable>
#include <mutex>

#include "indexer/text/limits.h"

namespace assay::indexer {
namespace {

std::mutex mutex;
std::condition_variable given_back;
std::size_t taken = 0;  // bytes of all notes being read

}  // namespace

ParseShare::ParseShare(std::size_t bytes) : bytes_(bytes) {
    std::unique_lock lock(mutex);
    given_back.wait(lock,
                    [&] { return taken == 0 || taken + bytes_ <= text::max_bytes_parsed_at_once; });
    taken += bytes_;
}

ParseShare::~ParseShare() {
    {
        const std::lock_guard lock(mutex);
        taken -= bytes_;
    }
    given_back.notify_all();
}

}  // namespace assay::indexer
