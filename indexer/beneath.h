// A folder that is opened once. Files below it are opened through its descriptor, and links in
// their paths are not followed, so that replacing a folder by a link has no effect.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

#include "indexer/text/error.h"

namespace assay::indexer {

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

/// Opens `path` below the folder `above`, read-only, with further flags of open(2). Fails with
/// errno if any part of it is a symbolic link, or if a ".." leaves `above`. `path` may be absolute
/// if `above` is AT_FDCWD.
Descriptor open_beneath(int above, const std::string& path, int flags);

/// Does the same one part of the path at a time, for kernels without openat2 (before Linux 5.6) and
/// sandboxes that forbid it.
Descriptor open_part_by_part(int above, const std::string& path, int flags);

/// Thrown when a file could not be read. Kind io.
class ReadFailure : public Failure {
public:
    ReadFailure(Error error, int error_number)
        : Failure(std::move(error)), error_number_(error_number) {}
    int error_number() const noexcept { return error_number_; }

private:
    int error_number_;
};

/// How far an error on one file or folder of the corpus reaches.
enum class Trouble {
    of_file,     // missing, forbidden, or not a regular file: the run continues without it
    of_disk,     // exists, but cannot be read now: the index keeps what it has
    of_process,  // no descriptors or no memory: other files would fail too
};
Trouble trouble_of(int error_number);

/// Returns the content of a regular file, at most `most_bytes` + 1 bytes; the extra byte shows that
/// the file is longer. Does not read pipes, sockets and devices. Throws ReadFailure about `named`;
/// if `file` is not open, the current errno is the reason.
std::string read_opened(const Descriptor& file, std::uint64_t most_bytes, const std::string& named);

/// A folder of notes.
class NoteRoot {
public:
    /// If the folder cannot be opened, every call below fails with its errno.
    explicit NoteRoot(std::filesystem::path folder);

    const std::filesystem::path& path() const { return path_; }

    /// Opens the folder at `place`: a path relative to the root, or an absolute path without links
    /// for a folder outside.
    Descriptor open_folder(const std::string& place) const;

    /// True if the file at `place` cannot be opened only because a part of the path is a link.
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

}  // namespace assay::indexer
