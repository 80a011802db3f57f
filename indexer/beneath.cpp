#include "indexer/beneath.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#endif

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <utility>

#include "indexer/text/machine_error.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

#if defined(SYS_openat2) && defined(RESOLVE_NO_SYMLINKS)
/// Returns -1 with ENOSYS if the kernel or a sandbox does not provide the call.
int open_in_one_call(int above, const std::string& path, int flags) {
    open_how how{};
    how.flags = static_cast<__u64>(flags);
    how.resolve = RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    if (!path.starts_with('/')) how.resolve |= RESOLVE_BENEATH;
    static std::atomic<bool> absent = false;
    if (!absent) {
        long opened = -1;
        // EAGAIN: something was renamed, and the kernel cannot be sure that the path stayed below.
        constexpr int most_tries = 100;
        for (int attempt = 0; attempt < most_tries; ++attempt) {
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): glibc has no wrapper
            opened = syscall(SYS_openat2, above, path.c_str(), &how, sizeof how);
            if (opened >= 0 || (errno != EAGAIN && errno != EINTR)) break;
        }
        // EPERM may come from a sandbox that does not know the call, or from the file. Opening part
        // by part finds out.
        if (opened >= 0 || (errno != ENOSYS && errno != EPERM)) return static_cast<int>(opened);
        if (errno == ENOSYS) absent = true;
    }
    errno = ENOSYS;
    return -1;
}
#else
int open_in_one_call(int, const std::string&, int) {
    errno = ENOSYS;
    return -1;
}
#endif

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) close(number_);
}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    Descriptor gone(std::exchange(number_, other.release()));
    return *this;
}

Descriptor open_beneath(int above, const std::string& path, int flags) {
    Descriptor opened(open_in_one_call(above, path.empty() ? "." : path, flags | O_CLOEXEC));
    if (opened || errno != ENOSYS) return opened;
    return open_part_by_part(above, path, flags);
}

Descriptor open_part_by_part(int above, const std::string& path, int flags) {
    const int folder_flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    Descriptor folder;
    if (path.starts_with('/')) {
        folder = Descriptor(::open("/", folder_flags));
        if (!folder) return folder;
        above = folder.number();
    }
    for (std::size_t at = 0;;) {
        at = std::min(path.find_first_not_of('/', at), path.size());
        const std::size_t end = std::min(path.find('/', at), path.size());
        const bool last = path.find_first_not_of('/', end) == path.npos;
        const std::string part = at == path.size() ? "." : path.substr(at, end - at);
        if (part == "..") {
            errno = EXDEV;  // as openat2 does
            return Descriptor();
        }
        const int part_flags = last ? flags | O_NOFOLLOW | O_CLOEXEC : folder_flags;
        Descriptor next(openat(above, part.c_str(), part_flags));
        if (!next && errno == ENOTDIR) {  // a link: O_DIRECTORY is checked first
            struct stat status {};
            const bool known = fstatat(above, part.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
            errno = known && S_ISLNK(status.st_mode) ? ELOOP : ENOTDIR;
        }
        if (!next || last) return next;
        folder = std::move(next);
        above = folder.number();
        at = end;
    }
}

NoteRoot::NoteRoot(fs::path folder)
    : path_(std::move(folder)), folder_(::open(path_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    if (!folder_) error_ = errno;
}

Descriptor NoteRoot::open(const std::string& place, int flags) const {
    if (place.starts_with('/')) return open_beneath(AT_FDCWD, place, flags);
    if (folder_) return open_beneath(folder_.number(), place, flags);
    errno = error_;
    return Descriptor();
}

Descriptor NoteRoot::open_folder(const std::string& place) const {
    return open(place, O_RDONLY | O_DIRECTORY);
}

bool NoteRoot::is_link_on_the_way(const std::string& place) const {
    return !open(place, O_RDONLY | O_NONBLOCK | O_NOCTTY) && errno == ELOOP;
}

std::string NoteRoot::read(const std::string& place, std::uint64_t most_bytes,
                           const std::string& named) const {
    // Non-blocking, so that a pipe in the place of a note does not block the run.
    return read_opened(open(place, O_RDONLY | O_NONBLOCK | O_NOCTTY), most_bytes, named);
}

std::string read_opened(const Descriptor& file, std::uint64_t most_bytes,
                        const std::string& named) {
    const auto refuse = [&](int error) {
        Error why = text::machine_error("cannot be read", error, "check its permissions");
        why.where = SourcePos{named, 0};
        throw ReadFailure(std::move(why), error);
    };
    if (!file) refuse(errno);
    struct stat status {};
    if (fstat(file.number(), &status) != 0) refuse(errno);
    if (!S_ISREG(status.st_mode)) refuse(EINVAL);  // a device may be endless
    const std::uint64_t most = most_bytes + 1;
    const std::uint64_t known = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0)) + 1;
    std::string content;
    content.resize(static_cast<std::size_t>(std::min(known, most)));
    std::size_t size = 0;
    while (true) {
        const ssize_t count = ::read(file.number(), content.data() + size, content.size() - size);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuse(errno);
        size += static_cast<std::size_t>(count);
        if (count == 0 || size == most) break;
        if (size < content.size()) continue;
        content.resize(static_cast<std::size_t>(
            std::min<std::uint64_t>(size * 2, most)));  // it has grown since
    }
    content.resize(size);
    return content;
}

Trouble trouble_of(int error_number) {
    switch (error_number) {
        case ENOENT:
        case ENOTDIR:
        case EACCES:
        case EPERM:
        case ELOOP:
        case EXDEV:
        case ENAMETOOLONG:
        case ENXIO:
        case EINVAL:
        case EISDIR: return Trouble::of_file;
        case EMFILE:
        case ENFILE:
        case ENOMEM: return Trouble::of_process;
        default: return Trouble::of_disk;
    }
}

}  // namespace assay::indexer
