// The lock that one writing run holds at a time. Readers work without it.
#pragma once

#include <chrono>
#include <filesystem>

namespace assay {

/// flock() on a file, into which the writer writes who it is and since when. The kernel frees it
/// with the process, however that ends.
class WriterLock {
public:
    enum class Kind {
        write,  // alone
        pause,  // beside others of this kind: nobody writes meanwhile
    };
    /// Takes the lock, and waits for it so long at most. Throws Failure: busy, naming the holder;
    /// io when the file cannot be written.
    WriterLock(const std::filesystem::path& file, std::chrono::milliseconds wait,
               Kind kind = Kind::write);
    ~WriterLock();
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(const WriterLock&) = delete;

private:
    int descriptor_ = -1;
};

}  // namespace assay
