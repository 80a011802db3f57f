#include "indexer/file_state.h"

#include <chrono>

#include "indexer/text/hash.h"
#include "indexer/text/instant.h"

namespace assay::indexer {

std::int64_t now_ns() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::string now_text() { return text::format_instant(now_ns() / 1'000'000'000); }

schema::FileState state_of(const NoteFile& file, std::string_view bytes, std::int64_t started_ns) {
    constexpr std::int64_t second_ns = 1'000'000'000;
    // Times without a fraction come from a file system that stores whole seconds.
    const bool whole_seconds = file.mtime_ns % second_ns == 0 && file.ctime_ns % second_ns == 0;
    const std::int64_t grain_ns = whole_seconds ? 2 * second_ns : 20'000'000;
    const auto is_late = [&](std::int64_t time_ns) { return time_ns > started_ns - grain_ns; };
    // A modification time in the future was set by hand; the next change will have another one.
    const bool late = is_late(file.ctime_ns) ||
                      (is_late(file.mtime_ns) && file.mtime_ns < started_ns + second_ns);
    return {file.mtime_ns, late ? schema::untrusted_time : file.ctime_ns, bytes.size(),
            text::fnv1a_64(bytes)};
}

}  // namespace assay::indexer
