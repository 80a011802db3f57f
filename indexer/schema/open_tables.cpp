#include "indexer/schema/open_tables.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "indexer/schema/index_files.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

/// Every table that Xapian may make, and what tells which there are.
constexpr std::array<std::string_view, 8> files{
    "iamglass",       "docdata.glass",  "postlist.glass", "position.glass",
    "termlist.glass", "spelling.glass", "synonym.glass",  "flintlock"};

struct DirClose {
    void operator()(DIR* each) const noexcept { closedir(each); }
};

/// Calls `see` with every descriptor of this process until it returns true.
template <class See>
bool any_descriptor(See see) {
    const std::unique_ptr<DIR, DirClose> all(opendir("/proc/self/fd"));
    if (!all) {  // no /proc here
        constexpr int most = 1024;
        for (int each = 0; each < most; ++each)
            if (see(each)) return true;
        return false;
    }
    while (const dirent* entry = readdir(all.get()))
        if (entry->d_name[0] != '.' && see(std::atoi(entry->d_name))) return true;
    return false;
}

std::vector<std::string> names_in(const fs::path& folder) {
    const std::unique_ptr<DIR, DirClose> each(opendir(folder.c_str()));
    if (!each)
        throw Xapian::DatabaseOpeningError("cannot open " + folder.filename().string(), errno);
    std::vector<std::string> names;
    while (const dirent* entry = readdir(each.get()))
        if (const std::string_view name = entry->d_name; name != "." && name != "..")
            names.emplace_back(name);
    return names;
}

}  // namespace

OpenTables::OpenTables(const fs::path& database, Use use)
    : path_(database),
      folder_(open(database.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
    if (folder_ < 0)
        throw Xapian::DatabaseOpeningError("cannot open " + path_.filename().string(), errno);
    try {
        for (const std::string_view name : files) look_at(name);
        if (use == Use::write)
            for (const std::string& name : names_in(path_)) look_at(name);
    } catch (...) {
        close(folder_);
        throw;
    }
}

OpenTables::~OpenTables() { close(folder_); }

void OpenTables::look_at(std::string_view name) {
    struct stat status {};
    if (fstatat(folder_, std::string(name).c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT) return;
        throw Xapian::DatabaseOpeningError("cannot open " + std::string(name), errno);
    }
    if (!S_ISREG(status.st_mode))
        throw Xapian::DatabaseCorruptError(std::string(name) + " is no file");
    if (name.ends_with(".glass") && !has(name))
        tables_.push_back({std::string(name), status.st_dev, status.st_ino});
}

bool OpenTables::has(std::string_view name) const {
    return std::any_of(tables_.begin(), tables_.end(),
                       [&](const Table& table) { return table.name == name; });
}

void OpenTables::require_all(const Xapian::Database& opened) const {
    // Every note has a record and terms. What counts for its length has a position, or is a part of
    // what has one; the length of an index without a word is 0.
    for (const std::string_view name : {"docdata.glass", "termlist.glass", "position.glass"})
        if (opened.get_doccount() > 0 && (name != "position.glass" || opened.get_avlength() > 0) &&
            !has(name))
            throw Xapian::DatabaseCorruptError(std::string(name) + " is gone");
    std::vector<const Table*> missing;
    for (const Table& table : tables_) missing.push_back(&table);
    const auto take = [&](int descriptor) {
        struct stat status {};
        if (fstat(descriptor, &status) != 0) return missing.empty();
        std::erase_if(missing, [&](const Table* each) {
            return each->device == status.st_dev && each->inode == status.st_ino;
        });
        return missing.empty();
    };
    // They were opened one after the other, and most often nothing else was meanwhile.
    const int first = folder_ + 1, last = folder_ + static_cast<int>(tables_.size());
    for (int each = first; each <= last && !missing.empty(); ++each) take(each);
    if (missing.empty() || any_descriptor(take)) return;
    const std::string& name = missing.front()->name;
    const int refused = openat(folder_, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (refused < 0) throw Xapian::DatabaseOpeningError("cannot open " + name, errno);
    close(refused);
    throw Xapian::DatabaseOpeningError(name + std::string(not_opened));
}

Xapian::Database open_with_all_tables(const fs::path& folder) {
    const OpenTables tables(folder);
    Xapian::Database database(folder.string(), Xapian::DB_BACKEND_GLASS);
    tables.require_all(database);
    return database;
}

}  // namespace assay
