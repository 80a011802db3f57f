#include "indexer/schema/index_removal.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <string_view>

#include "indexer/schema/index_files.h"
#include "indexer/schema/writer_lock.h"
#include "indexer/text/error.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

/// Files of an index, in the order of removal. `current` is first, so that no reader opens a
/// generation that is being removed. The last three are removed after the generations: while they
/// exist, an interrupted removal can be repeated.
constexpr std::array<std::string_view, 8> files{
    "watch", "current",      "current.new", "root.new", "CACHEDIR.TAG.new",
    "root",  "CACHEDIR.TAG", "lock"};
constexpr std::size_t first_files = 5;

/// True for a regular file; the watcher has a socket.
bool is_own_type(std::string_view name, mode_t mode) {
    return S_ISREG(mode) || (name == "watch" && S_ISSOCK(mode));
}

bool is_shard_name(std::string_view name) {
    constexpr std::string_view prefix = "shard-";
    return name.size() > prefix.size() && name.starts_with(prefix) &&
           name.find_first_not_of("0123456789", prefix.size()) == name.npos;
}

Failure refused(const fs::path& path, const char* what) {
    return Failure(
        io_error(std::string("cannot ") + what + " " + path.string() + ": " + std::strerror(errno),
                 "check its permissions"));
}

/// An open folder. All access uses its descriptor, so that replacing the folder by a link has no
/// effect.
class Folder {
public:
    Folder(int above, const char* name, fs::path path)
        : path_(std::move(path)),
          descriptor_(openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
        if (descriptor_ < 0) throw refused(path_, "open");
    }
    ~Folder() { close(descriptor_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const fs::path& path() const { return path_; }
    int descriptor() const { return descriptor_; }

    std::vector<std::string> names() const {
        struct Close {
            void operator()(DIR* each) const noexcept { closedir(each); }
        };
        const int own = openat(descriptor_, ".",
                               O_RDONLY | O_DIRECTORY | O_CLOEXEC);  // which closedir() closes
        const std::unique_ptr<DIR, Close> each(own < 0 ? nullptr : fdopendir(own));
        if (!each) throw refused(path_, "read");
        std::vector<std::string> names;
        errno = 0;
        while (const dirent* entry = readdir(each.get()))
            if (const std::string_view name = entry->d_name; name != "." && name != "..")
                names.emplace_back(name);
        if (errno != 0) throw refused(path_, "read");
        std::sort(names.begin(), names.end());
        return names;
    }

    /// Returns the status of the entry itself, even if it is a link. An entry that does not exist
    /// is neither a file nor a folder.
    struct stat status_of(const std::string& name) const {
        struct stat status {};
        if (fstatat(descriptor_, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 &&
            errno != ENOENT)
            throw refused(path_ / name, "look at");
        return status;
    }

    void remove(const std::string& name, int flags) const {
        if (unlinkat(descriptor_, name.c_str(), flags) != 0 && errno != ENOENT)
            throw refused(path_ / name, "remove");
    }

private:
    fs::path path_;
    int descriptor_;
};

class Remover {
public:
    explicit Remover(bool dry_run) : dry_run_(dry_run) {}

    IndexRemoval run(const Folder& index) {
        for (std::size_t at = 0; at < first_files; ++at)
            remove_file(index, std::string(files[at]), "");
        for (const std::string& name : index.names()) {
            if (is_generation_name(name) && S_ISDIR(index.status_of(name).st_mode))
                remove_database(index, name, "");
            else if (!is_file_of_index(index, name)) removal_.left.push_back(name);
        }
        for (std::size_t at = first_files; at < files.size(); ++at)
            remove_file(index, std::string(files[at]), "");
        std::sort(removal_.removed.begin(), removal_.removed.end());
        std::sort(removal_.left.begin(), removal_.left.end());
        return std::move(removal_);
    }

private:
    static bool is_file_of_index(const Folder& index, const std::string& name) {
        return std::find(files.begin(), files.end(), name) != files.end() &&
               is_own_type(name, index.status_of(name).st_mode);
    }

    void remove_file(const Folder& folder, const std::string& name, const std::string& above) {
        const struct stat status = folder.status_of(name);
        if (!is_own_type(name, status.st_mode)) return;
        if (!dry_run_) folder.remove(name, 0);
        removal_.removed.push_back(above + name);
        removal_.bytes += static_cast<std::uintmax_t>(status.st_size);
    }

    /// Removes the database in `name`, and the shards of one that is being built.
    void remove_database(const Folder& folder, const std::string& name, const std::string& above) {
        const std::string here = above + name + "/";
        const std::size_t left_before = removal_.left.size();
        {
            const Folder database(folder.descriptor(), name.c_str(), folder.path() / name);
            for (const std::string& each : database.names()) {
                const struct stat status = database.status_of(each);
                if (is_database_file(each) && S_ISREG(status.st_mode))
                    remove_file(database, each, here);
                else if (above.empty() && is_shard_name(each) && S_ISDIR(status.st_mode))
                    remove_database(database, each, here);
                else removal_.left.push_back(here + each);
            }
        }
        if (removal_.left.size() > left_before) return;
        if (!dry_run_) folder.remove(name, AT_REMOVEDIR);
        removal_.removed.push_back(here);
    }

    bool dry_run_;
    IndexRemoval removal_;
};

}  // namespace

IndexRemoval remove_index(const fs::path& directory, bool dry_run) {
    std::error_code failed;
    if (fs::is_symlink(directory, failed))
        throw Failure(
            usage_error(directory.string() + " is a symbolic link; its target is not removed",
                        "to remove both, delete them yourself"));
    require_own_folder(directory);
    const Folder index(AT_FDCWD, directory.c_str(), directory);
    // The lock is opened and signed by name, so a link would write elsewhere.
    if (!S_ISREG(index.status_of("lock").st_mode) || !S_ISREG(index.status_of("root").st_mode) ||
        !is_index_folder(directory))
        throw Failure(
            usage_error(directory.string() + " holds something that is not an index of assay",
                        "to remove it, delete it yourself"));
    const WriterLock lock(directory / "lock", std::chrono::milliseconds(0),
                          dry_run ? WriterLock::Kind::pause : WriterLock::Kind::write);
    IndexRemoval removal = Remover(dry_run).run(index);
    if (!dry_run && removal.left.empty() && rmdir(directory.c_str()) != 0 && errno != ENOTEMPTY &&
        errno != ENOENT)
        throw refused(directory, "remove");
    return removal;
}

}  // namespace assay::schema
