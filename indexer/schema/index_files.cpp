#include "indexer/schema/index_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

#include "indexer/text/machine_error.h"
#include "indexer/text/shell_quoted.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view our_line = "# Made by assay";
constexpr std::size_t most_tag_bytes = 4096;

bool is_full(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

/// Returns the status of the entry itself, even if it is a link; nullopt if there is none, or if it
/// cannot be read.
std::optional<struct stat> status_of(const fs::path& file) {
    struct stat status {};
    return lstat(file.c_str(), &status) == 0 ? std::optional(status) : std::nullopt;
}

bool sync_folder(const fs::path& folder) {
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool synced = fsync(descriptor) == 0;
    const int error = errno;
    close(descriptor);
    errno = error;
    return synced;
}

/// Writes all of `content`. Returns false and sets errno on failure.
bool write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t size = write(descriptor, content.data(), content.size());
        if (size < 0 && errno == EINTR) continue;
        if (size == 0) errno = ENOSPC;
        if (size <= 0) return false;
        content.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
}

/// Reads up to `content.size()` bytes. Returns how many, or -1 with errno set.
ssize_t read_all(int descriptor, std::string& content) {
    std::size_t size = 0;
    while (size < content.size()) {
        const ssize_t count = read(descriptor, content.data() + size, content.size() - size);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return -1;
        if (count == 0) break;
        size += static_cast<std::size_t>(count);
    }
    return static_cast<ssize_t>(size);
}

/// Returns the names in a folder without "." and ".."; nullopt if it cannot be read to its end.
std::optional<std::vector<std::string>> names_in(const fs::path& folder) {
    struct Close {
        void operator()(DIR* each) const noexcept { closedir(each); }
    };
    const std::unique_ptr<DIR, Close> each(opendir(folder.c_str()));
    if (!each) return std::nullopt;
    std::vector<std::string> names;
    errno = 0;
    while (const dirent* entry = readdir(each.get()))
        if (const std::string_view name = entry->d_name; name != "." && name != "..")
            names.emplace_back(name);
    return errno == 0 ? std::optional(std::move(names)) : std::nullopt;
}

bool has_our_line(std::string_view tag) {
    const std::size_t at = tag.find(our_line);
    return at != tag.npos && (at == 0 || tag[at - 1] == '\n');
}

/// True for an empty text and for "12345 2026-11-23T21:03:11Z\n", as writers sign the lock.
bool is_signature(std::string_view text) {
    return text.find_first_not_of("0123456789 TZ:-\n") == text.npos;
}

/// True for a folder that holds a Xapian database, complete or not, and nothing else.
bool is_database_folder(const fs::path& folder, bool with_shards) {
    const auto names = names_in(folder);
    return names && std::all_of(names->begin(), names->end(), [&](const std::string& name) {
               const auto status = status_of(folder / name);
               if (!status || !S_ISDIR(status->st_mode)) return is_database_file(name);
               return with_shards && name.starts_with("shard-") &&
                      is_database_folder(folder / name, false);
           });
}

/// True if the lock has our signature and every name belongs to an index.
bool holds_only_an_index(const fs::path& folder, const std::vector<std::string>& names) {
    constexpr std::array<std::string_view, 8> files{
        "CACHEDIR.TAG", "root",  "root.new",         "lock",
        "current",      "watch", "CACHEDIR.TAG.new", "current.new"};
    const SmallFile lock = read_small_file(folder / "lock", most_tag_bytes);
    if (lock.error == 0 && !is_signature(lock.content)) return false;
    bool has_generation = false;
    for (const std::string& name : names) {
        if (std::find(files.begin(), files.end(), name) != files.end()) continue;
        if (!is_generation_name(name) || !is_database_folder(folder / name, true)) return false;
        has_generation = true;
    }
    const SmallFile root = read_small_file(folder / "root", PATH_MAX);
    const bool has_root = root.error == 0 && root.content.starts_with('/');
    return (lock.error == 0 && (has_root || has_generation)) || (has_root && has_generation);
}

/// Where write_small_file writes before it renames.
fs::path unfinished(fs::path file) { return file += ".new"; }

}  // namespace

const std::string_view cache_tag =
    "Signature: 8a477f597d28d172789f06886806bc55\n# Made by assay; see "
    "https://bford.info/cachedir/\n";

bool SmallFile::is_absent() const { return error == ENOENT || error == ENOTDIR; }

bool SmallFile::is_refused() const { return error != 0 && error != EINVAL && !is_absent(); }

SmallFile read_small_file(const fs::path& file, std::size_t most_bytes) {
    SmallFile read;
    // Non-blocking, because nobody may ever write to a pipe of that name.
    const int descriptor = open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) {
        read.error = errno == ELOOP || errno == ENXIO ? EINVAL : errno;
        return read;
    }
    struct stat status {};
    if (fstat(descriptor, &status) != 0) {
        read.error = errno;
    } else if (!S_ISREG(status.st_mode) || static_cast<std::size_t>(status.st_size) > most_bytes) {
        read.error = EINVAL;
    } else {
        read.content.resize(static_cast<std::size_t>(status.st_size));
        const ssize_t size = read_all(descriptor, read.content);
        if (size < 0) read.error = errno;
        read.content.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    }
    close(descriptor);
    return read;
}

void remove_unless_regular(const fs::path& file) {
    const auto status = status_of(file);
    if (!status || S_ISREG(status->st_mode)) return;
    const int removed = S_ISDIR(status->st_mode) ? rmdir(file.c_str()) : unlink(file.c_str());
    if (removed == 0 || errno == ENOENT) return;
    if (errno != ENOTEMPTY && errno != EEXIST) throw Failure(cannot_write(file, errno));
    throw Failure(io_error("there is a folder in the place of the file " + file.string(),
                           "run: rm -r " + text::shell_quoted(file.string())));
}

void remove_unfinished(const fs::path& file) {
    remove_unless_regular(unfinished(file));
    unlink(unfinished(file).c_str());
}

void write_small_file(const fs::path& file, std::string_view content) {
    remove_unless_regular(file);
    remove_unfinished(file);
    const fs::path beside = unfinished(file);
    const int descriptor =
        open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) throw Failure(cannot_write(file, errno));
    const auto refused = [&](int error) {
        unlink(beside.c_str());
        return Failure(cannot_write(file, error));
    };
    const bool written = write_all(descriptor, content) && fsync(descriptor) == 0;
    const int error = errno;
    const bool closed = close(descriptor) == 0 || errno == EINTR;
    if (!written || !closed) throw refused(written ? errno : error);
    if (rename(beside.c_str(), file.c_str()) != 0 || !sync_folder(file.parent_path()))
        throw refused(errno);
}

void make_own_folder(const fs::path& folder) {
    if (mkdir(folder.c_str(), S_IRWXU) == 0) return;
    if (errno == ENOENT && folder.has_relative_path() && folder.parent_path() != folder) {
        make_own_folder(folder.parent_path());
        if (mkdir(folder.c_str(), S_IRWXU) == 0) return;
    }
    const int error = errno;
    std::error_code failed;
    if (!fs::is_directory(folder, failed))
        throw Failure(cannot_write(folder, error == EEXIST ? ENOTDIR : error));
}

void require_own_folder(const fs::path& folder) {
    struct stat status {};
    if (stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return;
    if (status.st_uid != geteuid() && status.st_uid != 0)
        throw Failure(usage_error("the folder " + folder.string() +
                                      " belongs to another user, who may change an index in it",
                                  "name a folder of your own with --index DIR"));
    if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0)
        throw Failure(usage_error("the folder " + folder.string() +
                                      " can be written by others, who may change an index in it",
                                  "run: chmod go-w " + text::shell_quoted(folder.string())));
}

bool is_index_folder(const fs::path& folder) {
    const SmallFile tag = read_small_file(folder / "CACHEDIR.TAG", most_tag_bytes);
    if (tag.error == 0 && has_our_line(tag.content)) return true;
    const auto names = names_in(folder);
    if (tag.is_refused() || !names)
        throw Failure(text::machine_error("cannot read " + folder.string(),
                                          tag.is_refused() ? tag.error : errno,
                                          "check its permissions"));
    const bool unbegun = std::all_of(names->begin(), names->end(), [&](const std::string& name) {
        const SmallFile file = read_small_file(folder / name, most_tag_bytes);
        return file.error == 0 &&
               ((name == "lock" && is_signature(file.content)) || name == "CACHEDIR.TAG.new");
    });
    return unbegun || holds_only_an_index(folder, *names);
}

bool is_generation_name(std::string_view name) {
    constexpr std::string_view prefix = "gen-";
    constexpr std::size_t most_digits = 9;
    return name.size() > prefix.size() && name.size() <= prefix.size() + most_digits &&
           name.starts_with(prefix) &&
           name.find_first_not_of("0123456789", prefix.size()) == name.npos;
}

bool is_database_file(std::string_view name) {
    return name.ends_with(".glass") || name == "iamglass" || name == "flintlock" || name == "v.tmp";
}

Error cannot_write(const fs::path& file, int error) {
    Error refused = text::machine_error("cannot write " + file.string(), error,
                                        "name another folder with --index DIR");
    if (is_full(error)) refused.hint += ", or name another folder with --index DIR";
    return refused;
}

}  // namespace assay::schema
