#include "indexer/schema/open_tables.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

/// Every table that Xapian may create, and the file that lists them.
constexpr std::array<std::string_view, 8> files{
    "iamglass",       "docdata.glass",  "postlist.glass", "position.glass",
    "termlist.glass", "spelling.glass", "synonym.glass",  "flintlock"};

struct DirClose {
    void operator()(DIR* each) const noexcept { closedir(each); }
};

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

/// True if the note has terms, as every note must. Xapian reports a missing term list by an
/// exception.
bool has_terms(const Xapian::Database& opened, Xapian::docid note) {
    try {
        return opened.termlist_begin(note) != opened.termlist_end(note);
    } catch (const Xapian::FeatureUnavailableError&) {
        return false;
    }
}

}  // namespace

OpenTables::OpenTables(const fs::path& database, Use use)
    : folder_(open(database.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
    if (folder_ < 0)
        throw Xapian::DatabaseOpeningError("cannot open " + database.filename().string(), errno);
    try {
        for (const std::string_view name : files) look_at(name);
        if (use == Use::write)
            for (const std::string& name : names_in(database)) look_at(name);
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
        throw Xapian::DatabaseCorruptError(std::string(name) + " is not a regular file");
    if (name.ends_with(".glass")) present_.emplace(name);
}

void OpenTables::require_all(const Xapian::Database& opened) const {
    const Xapian::PostingIterator first = opened.postlist_begin("");
    if (first == opened.postlist_end("")) return;  // without notes, all tables may be empty
    require("docdata.glass", !opened.get_document(*first).get_data().empty());
    require("termlist.glass", has_terms(opened, *first));
    // Every term that counts for the length of a note has a position, or is part of a word that has
    // one.
    if (opened.get_avlength() > 0) require("position.glass", opened.has_positions());
}

void OpenTables::require(const std::string& name, bool holds_something) const {
    if (holds_something) return;
    if (!present_.contains(name)) throw Xapian::DatabaseCorruptError(name + " is gone");
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

}  // namespace assay::schema
