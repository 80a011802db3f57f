// The lock that one writing run holds at a time. Readers work without it.
#pragma once

#include <chrono>
#include <filesystem>

namespace assay::schema {

/// flock() on a file. The writer also writes its process number and the time into it. The kernel
/// frees the lock when the process ends, in whatever way.
class WriterLock {
public:
    enum class Kind {
        write,  // excludes all others
        pause,  // shared by readers; excludes writers
    };
    /// Takes the lock, waiting at most `wait`. Throws Failure: busy, with the name of the holder;
    /// io if the file cannot be written.
    WriterLock(const std::filesystem::path& file, std::chrono::milliseconds wait,
               Kind kind = Kind::write);
    ~WriterLock();
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

private:
    int descriptor_ = -1;
};

}  // namespace assay::schema
