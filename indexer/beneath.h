// A folder opened once. What is below it is opened through it, and no link on the way is followed:
// a folder that somebody swaps for a link meanwhile leads nowhere.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "indexer/text/error.h"

namespace assay {

/// A descriptor that is closed with its owner; -1 = none.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept : number_(other.release()) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }
    int release() {
        const int number = number_;
        number_ = -1;
        return number;
    }

private:
    int number_;
};

/// Opens `path` below the folder `above` with the flags of open(2), read-only. A symbolic link in
/// any part of it, and a ".." that leads out of `above`, give none, with errno. `path` may be
/// absolute where `above` is AT_FDCWD.
Descriptor open_beneath(int above, const std::string& path, int flags);

/// The same part by part, for a kernel without openat2 (before Linux 5.6), or a sandbox that
/// forbids it.
Descriptor open_part_by_part(int above, const std::string& path, int flags);

/// A file could not be read, and why. Kind io.
class ReadFailure : public Failure {
public:
    ReadFailure(Error error, int error_number)
        : Failure(std::move(error)), error_number_(error_number) {}
    int error_number() const noexcept { return error_number_; }

private:
    int error_number_;
};

/// Whose matter an errno is that was met on one file or folder of the corpus.
enum class Trouble {
    of_file,     // it is gone, forbidden, or no file: the run goes on without it
    of_disk,     // it is there and cannot be read just now: what is known of it stays
    of_process,  // no descriptors, no memory: nothing else could be read either
};
Trouble trouble_of(int error_number);

/// The content of the regular file `file`, at most `most_bytes` of it and one more, which says that
/// it is longer. Pipes, sockets and devices are not read. Without a file the errno of now is the
/// reason. Throws ReadFailure about `named`.
std::string read_opened(const Descriptor& file, std::uint64_t most_bytes, const std::string& named);

/// A folder of notes.
class NoteRoot {
public:
    /// Without a folder of that name every call below fails with its errno.
    explicit NoteRoot(std::filesystem::path folder);

    const std::filesystem::path& path() const { return path_; }

    /// `place`: a path relative to the root; or an absolute one without a link in it, which lies
    /// outside.
    Descriptor open_folder(const std::string& place) const;

    /// True when the file at `place` cannot be opened only because a part of it is a link.
    bool is_link_on_the_way(const std::string& place) const;

    /// Opens the file at `place` and reads it (read_opened).
    std::string read(const std::string& place, std::uint64_t most_bytes,
                     const std::string& named) const;

private:
    Descriptor open(const std::string& place, int flags) const;

    std::filesystem::path path_;
    Descriptor folder_;
    int error_ = 0;
};

}  // namespace assay
