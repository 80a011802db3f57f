#include "indexer/schema/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <string>
#include <thread>

#include "indexer/schema/index_files.h"
#include "indexer/text/error.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

/// Opens the lock, which must be a regular file: through a link, we would write to its target.
/// Throws Failure(io).
int open_lock(const fs::path& file) {
    const int descriptor =
        open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    if (descriptor < 0) throw Failure(cannot_write(file, errno));
    struct stat status {};
    const int known = fstat(descriptor, &status);
    if (known == 0 && S_ISREG(status.st_mode)) return descriptor;
    const int error = known == 0 ? EINVAL : errno;
    close(descriptor);
    throw Failure(cannot_write(file, error));
}

/// "12345      2026-11-23T21:03:11Z\n", in one write. Every signature has this length, so that it
/// replaces the one before it: cutting the file first would leave it empty for as long as a busy
/// disk takes, and the holder of the lock without a name.
void sign(int descriptor) {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 64> text{};
    const int size =
        std::snprintf(text.data(), text.size(), "%-10ld ", static_cast<long>(getpid()));
    const std::size_t at = static_cast<std::size_t>(size);
    const std::size_t end =
        at + std::strftime(text.data() + at, text.size() - at, "%Y-%m-%dT%H:%M:%SZ\n", &parts);
    // Only used in the messages of other runs, so failure (a full disk) is ignored.
    (void)!pwrite(descriptor, text.data(), end, 0);
}

/// Returns "process 12345, since 2026-11-23T21:03:11Z", or "another assay" if the file has no
/// signature.
std::string holder(int descriptor) {
    std::array<char, 64> text{};
    if (pread(descriptor, text.data(), text.size() - 1, 0) > 0) {
        long process = 0;
        std::array<char, 21> since{};
        if (std::sscanf(text.data(), "%ld %20[0-9TZ:-]", &process, since.data()) == 2)
            return "process " + std::to_string(process) + ", since " + since.data();
    }
    return "another assay";
}

/// False if the file was removed with its index during the wait for the lock (index_removal.h).
bool is_still_at(const fs::path& file, int descriptor) {
    struct stat here {
    }, there{};
    return fstat(descriptor, &here) == 0 && lstat(file.c_str(), &there) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

}  // namespace

WriterLock::WriterLock(const fs::path& file, std::chrono::milliseconds wait, Kind kind)
    : descriptor_(open_lock(file)) {
    using Clock = std::chrono::steady_clock;
    const Clock::time_point end = Clock::now() + wait;
    std::chrono::milliseconds pause(1);
    constexpr std::chrono::milliseconds longest_pause(10);
    const int how = kind == Kind::write ? LOCK_EX : LOCK_SH;
    while (true) {
        if (flock(descriptor_, how | LOCK_NB) == 0) {
            if (is_still_at(file, descriptor_)) break;
            close(descriptor_);
            descriptor_ = open_lock(file);
            continue;
        }
        if (errno == EINTR) continue;
        if (errno != EWOULDBLOCK) {
            const int error = errno;
            close(descriptor_);
            throw Failure(cannot_write(file, error));
        }
        if (Clock::now() >= end) {
            const std::string who = holder(descriptor_);
            close(descriptor_);
            throw Failure(busy_error(
                "the index in " + file.parent_path().string() + " is being written (" + who + ")",
                "try again when it is done, or wait for it with --wait SECONDS"));
        }
        std::this_thread::sleep_for(std::min<Clock::duration>(pause, end - Clock::now()));
        pause = std::min(pause * 2, longest_pause);
    }
    if (kind == Kind::write) sign(descriptor_);
}

WriterLock::~WriterLock() { close(descriptor_); }

}  // namespace assay::schema
