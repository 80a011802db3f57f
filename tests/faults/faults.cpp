// Faults of the machine, on demand: preloaded into the program (ld.so(8), LD_PRELOAD), it counts
// the calls that the program and its libraries make on files below some folders, and lets one of
// them fail.
//
//   ASSAY_FAULT_BELOW=DIR:DIR   folders whose files count; absolute, without links
//   ASSAY_FAULT_LOG=FILE        gets a line "CALL PATH" for each counted call, or for each that
//   failed on purpose ASSAY_FAULT_CALL=NAME       the call that fails: "open", "read", ... as in
//   `names` ASSAY_FAULT_AT=N            which of them, 1-based, over all threads and child
//   processes ASSAY_FAULT_ERROR=NUMBER    errno of the failure; 0 = a short count, for calls that
//   return one ASSAY_FAULT_LASTING=1       all later ones fail too, as on a disk that stays full
//   ASSAY_CLOCK_SHIFT=SECONDS   added to what the clock says, not to the monotonic one
//
// glibc's own calls inside opendir(), fopen() and realpath() do not come here: these functions
// count as a whole.
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string_view>

namespace {

enum Call : unsigned {
    call_open,
    call_opendir,
    call_readdir,
    call_close,
    call_read,
    call_pread,
    call_write,
    call_pwrite,
    call_fsync,
    call_rename,
    call_unlink,
    call_rmdir,
    call_mkdir,
    call_mmap,
    call_stat,
    call_fstat,
    call_truncate,
    call_flock,
    call_fcntl,
    call_chmod,
    call_inotify_init,
    call_inotify_add_watch,
    call_realpath,
    call_fork,
    call_pipe,
    call_count
};
constexpr std::array<const char*, call_count> names{"open",         "opendir",
                                                    "readdir",      "close",
                                                    "read",         "pread",
                                                    "write",        "pwrite",
                                                    "fsync",        "rename",
                                                    "unlink",       "rmdir",
                                                    "mkdir",        "mmap",
                                                    "stat",         "fstat",
                                                    "truncate",     "flock",
                                                    "fcntl",        "chmod",
                                                    "inotify_init", "inotify_add_watch",
                                                    "realpath",     "fork",
                                                    "pipe"};

struct Settings {
    const char* below = nullptr;
    const char* log = nullptr;
    unsigned call = call_count;
    long at = 0;
    int error = 0;
    bool lasting = false;
    long clock_shift = 0;
    std::atomic<long>* counters = nullptr;  // shared with child processes
};
Settings settings;

long number(const char* name) {
    const char* const text = std::getenv(name);
    return text != nullptr ? std::strtol(text, nullptr, 10) : 0;
}

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}
// The function that the wrapper of the same name calls.
#define NEXT(name) static const auto real = next<decltype(&name)>(#name)

__attribute__((constructor)) void start() {
    settings.log = std::getenv("ASSAY_FAULT_LOG");
    settings.at = number("ASSAY_FAULT_AT");
    settings.error = static_cast<int>(number("ASSAY_FAULT_ERROR"));
    settings.lasting = number("ASSAY_FAULT_LASTING") != 0;
    settings.clock_shift = number("ASSAY_CLOCK_SHIFT");
    if (const char* const wanted = std::getenv("ASSAY_FAULT_CALL"))
        for (unsigned call = 0; call < call_count; ++call)
            if (std::strcmp(wanted, names[call]) == 0) settings.call = call;
    NEXT(mmap);
    void* const page = real(nullptr, call_count * sizeof(std::atomic<long>), PROT_READ | PROT_WRITE,
                            MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page != MAP_FAILED) settings.counters = static_cast<std::atomic<long>*>(page);
    settings.below = std::getenv("ASSAY_FAULT_BELOW");  // last: from now on calls are counted
}

bool is_below(std::string_view path) {
    std::string_view folders(settings.below);
    while (!folders.empty()) {
        const std::string_view folder = folders.substr(0, folders.find(':'));
        folders.remove_prefix(std::min(folders.size(), folder.size() + 1));
        if (path.starts_with(folder) &&
            (path.size() == folder.size() || path[folder.size()] == '/'))
            return true;
    }
    return false;
}

using Path = std::array<char, 2 * PATH_MAX>;

void path_of(int descriptor, Path& path) {
    std::array<char, 64> link{};
    if (descriptor == AT_FDCWD) std::strcpy(link.data(), "/proc/self/cwd");
    else std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", descriptor);
    const long size = syscall(SYS_readlink, link.data(), path.data(), PATH_MAX);
    path[size > 0 ? static_cast<std::size_t>(size) : 0] = '\0';
}

void path_at(int folder, const char* name, Path& path) {
    path[0] = '\0';
    if (name == nullptr) return;
    std::size_t size = 0;
    if (*name != '/') {
        path_of(folder, path);
        size = std::strlen(path.data());
    }
    std::snprintf(path.data() + size, path.size() - size, "%s%s",
                  size > 0 && *name != '\0' ? "/" : "", name);
}

void log(Call call, const char* path) {
    if (settings.log == nullptr) return;
    const int kept = errno;
    std::array<char, 2 * PATH_MAX + 32> line{};
    const int size = std::snprintf(line.data(), line.size(), "%s %s\n", names[call], path);
    const int file = static_cast<int>(syscall(SYS_openat, AT_FDCWD, settings.log,
                                              O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
    if (file >= 0) {
        syscall(SYS_write, file, line.data(), static_cast<std::size_t>(size));
        syscall(SYS_close, file);
    }
    errno = kept;
}

/// True when this call is to fail; errno is set then.
bool fails(Call call, const char* path) {
    if (settings.below == nullptr || settings.counters == nullptr ||
        (path != nullptr && !is_below(path)))
        return false;
    const long count = ++settings.counters[call];
    if (settings.call == call_count) log(call, path != nullptr ? path : "-");
    const bool now = call == settings.call &&
                     (count == settings.at || (settings.lasting && count > settings.at));
    if (!now) return false;
    log(call, path != nullptr ? path : "-");
    errno = settings.error;
    return true;
}
bool fails_at(Call call, int folder, const char* name) {
    if (settings.below == nullptr) return false;
    const int kept = errno;
    Path path;
    path_at(folder, name, path);
    errno = kept;
    return fails(call, path.data());
}
bool fails_on(Call call, int descriptor) {
    if (settings.below == nullptr) return false;
    const int kept = errno;
    Path path;
    path_of(descriptor, path);
    errno = kept;
    return fails(call, path.data());
}
/// With the error 0 the call is done on half of what was asked for.
bool is_short() { return settings.error == 0; }
std::size_t half(std::size_t size) { return size > 1 ? size / 2 : size; }

}  // namespace

extern "C" {

#define OPEN(name)                                                                 \
    int name(const char* path, int flags, ...) {                                   \
        NEXT(name);                                                                \
        va_list rest;                                                              \
        va_start(rest, flags);                                                     \
        const mode_t mode = va_arg(rest, mode_t);                                  \
        va_end(rest);                                                              \
        return fails_at(call_open, AT_FDCWD, path) ? -1 : real(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
#define OPENAT(name)                                                                     \
    int name(int folder, const char* path, int flags, ...) {                             \
        NEXT(name);                                                                      \
        va_list rest;                                                                    \
        va_start(rest, flags);                                                           \
        const mode_t mode = va_arg(rest, mode_t);                                        \
        va_end(rest);                                                                    \
        return fails_at(call_open, folder, path) ? -1 : real(folder, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)
#define FOPEN(name)                                                              \
    FILE* name(const char* path, const char* mode) {                             \
        NEXT(name);                                                              \
        return fails_at(call_open, AT_FDCWD, path) ? nullptr : real(path, mode); \
    }
FOPEN(fopen)
FOPEN(fopen64)

/// openat2 has no function of its own in glibc.
long syscall(long what, ...) noexcept {
    static const auto real = next<long (*)(long, ...)>("syscall");
    std::array<long, 6> with{};
    va_list rest;
    va_start(rest, what);
    for (long& each : with) each = va_arg(rest, long);
    va_end(rest);
    if (what == SYS_openat2 &&
        fails_at(call_open, static_cast<int>(with[0]), reinterpret_cast<const char*>(with[1])))
        return -1;
    return real(what, with[0], with[1], with[2], with[3], with[4], with[5]);
}

DIR* opendir(const char* path) {
    NEXT(opendir);
    return fails_at(call_opendir, AT_FDCWD, path) ? nullptr : real(path);
}
DIR* fdopendir(int descriptor) {
    NEXT(fdopendir);
    return fails_on(call_opendir, descriptor) ? nullptr : real(descriptor);
}
dirent* readdir(DIR* folder) {
    NEXT(readdir);
    return fails_on(call_readdir, dirfd(folder)) ? nullptr : real(folder);
}
dirent64* readdir64(DIR* folder) {
    NEXT(readdir64);
    return fails_on(call_readdir, dirfd(folder)) ? nullptr : real(folder);
}
/// The descriptor is closed in any case, as Linux does.
int close(int descriptor) {
    NEXT(close);
    const bool failed = fails_on(call_close, descriptor);
    const int error = errno, closed = real(descriptor);
    if (!failed) return closed;
    errno = error;
    return -1;
}
ssize_t read(int descriptor, void* to, size_t size) {
    NEXT(read);
    if (!fails_on(call_read, descriptor)) return real(descriptor, to, size);
    return is_short() ? real(descriptor, to, half(size)) : -1;
}
#define PREAD(name)                                                                   \
    ssize_t name(int descriptor, void* to, size_t size, off_t at) {                   \
        NEXT(name);                                                                   \
        if (!fails_on(call_pread, descriptor)) return real(descriptor, to, size, at); \
        return is_short() ? real(descriptor, to, half(size), at) : -1;                \
    }
PREAD(pread)
PREAD(pread64)
ssize_t write(int descriptor, const void* from, size_t size) {
    NEXT(write);
    if (!fails_on(call_write, descriptor)) return real(descriptor, from, size);
    return is_short() ? real(descriptor, from, half(size)) : -1;
}
#define PWRITE(name)                                                                     \
    ssize_t name(int descriptor, const void* from, size_t size, off_t at) {              \
        NEXT(name);                                                                      \
        if (!fails_on(call_pwrite, descriptor)) return real(descriptor, from, size, at); \
        return is_short() ? real(descriptor, from, half(size), at) : -1;                 \
    }
PWRITE(pwrite)
PWRITE(pwrite64)
ssize_t writev(int descriptor, const iovec* parts, int count) {
    NEXT(writev);
    if (!fails_on(call_write, descriptor)) return real(descriptor, parts, count);
    return is_short() ? real(descriptor, parts, 1) : -1;
}
int fsync(int descriptor) {
    NEXT(fsync);
    return fails_on(call_fsync, descriptor) ? -1 : real(descriptor);
}
int fdatasync(int descriptor) {
    NEXT(fdatasync);
    return fails_on(call_fsync, descriptor) ? -1 : real(descriptor);
}
int rename(const char* from, const char* to) noexcept {
    NEXT(rename);
    return fails_at(call_rename, AT_FDCWD, from) ? -1 : real(from, to);
}
int renameat(int from_folder, const char* from, int to_folder, const char* to) noexcept {
    NEXT(renameat);
    return fails_at(call_rename, from_folder, from) ? -1 : real(from_folder, from, to_folder, to);
}
int unlink(const char* path) noexcept {
    NEXT(unlink);
    return fails_at(call_unlink, AT_FDCWD, path) ? -1 : real(path);
}
int unlinkat(int folder, const char* path, int flags) noexcept {
    NEXT(unlinkat);
    return fails_at((flags & AT_REMOVEDIR) != 0 ? call_rmdir : call_unlink, folder, path)
               ? -1
               : real(folder, path, flags);
}
int remove(const char* path) noexcept {
    NEXT(remove);
    return fails_at(call_unlink, AT_FDCWD, path) ? -1 : real(path);
}
int rmdir(const char* path) noexcept {
    NEXT(rmdir);
    return fails_at(call_rmdir, AT_FDCWD, path) ? -1 : real(path);
}
int mkdir(const char* path, mode_t mode) noexcept {
    NEXT(mkdir);
    return fails_at(call_mkdir, AT_FDCWD, path) ? -1 : real(path, mode);
}
int mkdirat(int folder, const char* path, mode_t mode) noexcept {
    NEXT(mkdirat);
    return fails_at(call_mkdir, folder, path) ? -1 : real(folder, path, mode);
}
void* mmap(void* at, size_t size, int protection, int flags, int descriptor,
           off_t offset) noexcept {
    NEXT(mmap);
    if (descriptor >= 0 && fails_on(call_mmap, descriptor)) return MAP_FAILED;
    return real(at, size, protection, flags, descriptor, offset);
}
#define STAT(name, Status)                                                    \
    int name(const char* path, Status* status) noexcept {                     \
        NEXT(name);                                                           \
        return fails_at(call_stat, AT_FDCWD, path) ? -1 : real(path, status); \
    }
STAT(stat, struct stat)
STAT(lstat, struct stat)
STAT(stat64, struct stat64)
STAT(lstat64, struct stat64)
#define FSTAT(name, Status)                                                      \
    int name(int descriptor, Status* status) noexcept {                          \
        NEXT(name);                                                              \
        return fails_on(call_fstat, descriptor) ? -1 : real(descriptor, status); \
    }
FSTAT(fstat, struct stat)
FSTAT(fstat64, struct stat64)
#define FSTATAT(name, Status)                                                              \
    int name(int folder, const char* path, Status* status, int flags) noexcept {           \
        NEXT(name);                                                                        \
        return fails_at(call_stat, folder, path) ? -1 : real(folder, path, status, flags); \
    }
FSTATAT(fstatat, struct stat)
FSTATAT(fstatat64, struct stat64)
int statx(int folder, const char* path, int flags, unsigned mask, struct statx* status) noexcept {
    NEXT(statx);
    return fails_at(call_stat, folder, path) ? -1 : real(folder, path, flags, mask, status);
}
int ftruncate(int descriptor, off_t size) noexcept {
    NEXT(ftruncate);
    return fails_on(call_truncate, descriptor) ? -1 : real(descriptor, size);
}
int flock_function(int descriptor, int how) noexcept
    __asm__("flock");  // there is a struct of that name
int flock_function(int descriptor, int how) noexcept {
    static const auto real = next<int (*)(int, int)>("flock");
    return fails_on(call_flock, descriptor) ? -1 : real(descriptor, how);
}
int fcntl(int descriptor, int what, ...) {
    static const auto real = next<int (*)(int, int, long)>("fcntl");
    va_list rest;
    va_start(rest, what);
    const long with = va_arg(rest, long);
    va_end(rest);
    return fails_on(call_fcntl, descriptor) ? -1 : real(descriptor, what, with);
}
int chmod(const char* path, mode_t mode) noexcept {
    NEXT(chmod);
    return fails_at(call_chmod, AT_FDCWD, path) ? -1 : real(path, mode);
}
int fchmod(int descriptor, mode_t mode) noexcept {
    NEXT(fchmod);
    return fails_on(call_chmod, descriptor) ? -1 : real(descriptor, mode);
}
int fchmodat(int folder, const char* path, mode_t mode, int flags) noexcept {
    NEXT(fchmodat);
    return fails_at(call_chmod, folder, path) ? -1 : real(folder, path, mode, flags);
}
int inotify_init1(int flags) noexcept {
    NEXT(inotify_init1);
    return fails(call_inotify_init, nullptr) ? -1 : real(flags);
}
int inotify_add_watch(int descriptor, const char* path, uint32_t mask) noexcept {
    NEXT(inotify_add_watch);
    return fails_at(call_inotify_add_watch, AT_FDCWD, path) ? -1 : real(descriptor, path, mask);
}
char* realpath(const char* path, char* resolved) noexcept {
    NEXT(realpath);
    return fails_at(call_realpath, AT_FDCWD, path) ? nullptr : real(path, resolved);
}
pid_t fork() noexcept {
    NEXT(fork);
    return fails(call_fork, nullptr) ? -1 : real();
}
int pipe2(int* ends, int flags) noexcept {
    NEXT(pipe2);
    return fails(call_pipe, nullptr) ? -1 : real(ends, flags);
}

int clock_gettime(clockid_t clock, timespec* time) noexcept {
    NEXT(clock_gettime);
    const int result = real(clock, time);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        time->tv_sec += settings.clock_shift;
    return result;
}
time_t time(time_t* to) noexcept {
    timespec now{};
    clock_gettime(CLOCK_REALTIME, &now);
    if (to != nullptr) *to = now.tv_sec;
    return now.tv_sec;
}
int gettimeofday(timeval* time, void* zone) noexcept {
    NEXT(gettimeofday);
    const int result = real(time, zone);
    if (result == 0) time->tv_sec += settings.clock_shift;
    return result;
}

}  // extern "C"
