#include "indexer/schema/index_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "indexer/schema/fields.h"
#include "indexer/schema/hash.h"
#include "indexer/schema/tokenizer.h"
#include "indexer/schema/unicode.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view generation_prefix = "gen-";
constexpr std::string_view stub_keyword = "auto ";

std::string first_line(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string line;
    std::getline(in, line);
    return line;
}

/// Writes beside the file and renames: a reader sees the old or the new content, never half of it.
void write_file(const fs::path& file, std::string_view content) {
    fs::path beside = file;
    beside += ".new";
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    out << content;
    out.close();
    std::error_code failed;
    if (out) fs::rename(beside, file, failed);
    if (!out || failed)
        throw Failure({ErrorKind::io, "cannot write " + file.string() + ": " + std::strerror(out ? failed.value() : errno), {},
                       "name another folder with --index DIR"});
}

const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
}

std::optional<fs::path> cache_directory() {
    if (const char* cache = environment("XDG_CACHE_HOME"); cache != nullptr && *cache == '/') return fs::path(cache) / "assay";
    if (const char* home = environment("HOME")) return fs::path(home) / ".cache" / "assay";
    return std::nullopt;
}

std::string rebuild_command(const IndexStore& store) {
    const fs::path root = store.root();
    return "run: assay index --full" + (root.empty() ? std::string() : " '" + root.string() + "'");
}

}  // namespace

std::string index_stamp() {
    return "schema " + std::to_string(schema_version) + ", tokenizer " + std::to_string(tokenizer_version) + ", unicode " +
           std::string(unicode::version());
}

fs::path default_index_directory(const fs::path& root) {
    const std::optional<fs::path> cache = cache_directory();
    if (!cache) throw Failure({ErrorKind::usage, "neither XDG_CACHE_HOME nor HOME is set", {}, "name a folder with --index DIR"});
    // The name is for people who look into the cache; the hash tells corpora of the same name apart.
    const std::string name = root.filename().string().substr(0, 100);
    return *cache / (name + "-" + to_hex(fnv1a_64(root.string())));
}

std::vector<fs::path> indexed_roots() {
    std::vector<fs::path> roots;
    const std::optional<fs::path> cache = cache_directory();
    std::error_code failed;
    if (!cache || !fs::is_directory(*cache, failed)) return roots;
    for (const fs::directory_entry& entry : fs::directory_iterator(*cache, failed)) {
        const IndexStore store(entry.path());
        if (!store.exists()) continue;
        fs::path root = store.root();
        if (fs::is_directory(root, failed)) roots.push_back(std::move(root));
    }
    std::sort(roots.begin(), roots.end());
    return roots;
}

Error index_error(const Xapian::Error& error, const fs::path& directory) {
    const IndexStore store(directory);
    const std::string what = error.get_msg() + (error.get_error_string() != nullptr ? std::string(": ") + error.get_error_string() : "");
    if (error.get_type() == std::string_view("DatabaseLockError"))
        return {ErrorKind::busy, "another assay writes this index: " + directory.string(), {}, "try again when it is done"};
    return {ErrorKind::index, "the index in " + directory.string() + " cannot be read (" + what + ")", {}, rebuild_command(store)};
}

bool IndexStore::exists() const {
    std::error_code failed;
    return fs::is_regular_file(stub(), failed);
}

fs::path IndexStore::root() const { return first_line(directory_ / "root"); }

std::optional<fs::path> IndexStore::current_generation() const {
    const std::string line = first_line(stub());
    if (!line.starts_with(stub_keyword)) return std::nullopt;
    const std::string name = line.substr(stub_keyword.size());
    if (!name.starts_with(generation_prefix) || name.find('/') != name.npos) return std::nullopt;
    return directory_ / name;
}

bool IndexStore::is_current() const {
    if (!exists()) return false;
    try {
        open_for_reading();
        return true;
    } catch (const Failure&) {
        return false;  // the caller builds anew, which is what the message would have asked for
    }
}

Xapian::Database IndexStore::open_for_reading() const {
    if (!exists())
        throw Failure({ErrorKind::index, "there is no index in " + directory_.string(), {}, "run: assay index DIR"});
    try {
        Xapian::Database database(stub().string(), Xapian::DB_BACKEND_STUB);
        const std::string stamp = database.get_metadata(stamp_key);
        if (stamp != index_stamp())
            throw Failure({ErrorKind::index, "the index in " + directory_.string() + " was made by another version of assay (" +
                                                 (stamp.empty() ? "no stamp" : stamp) + ")",
                           {}, rebuild_command(*this)});
        return database;
    } catch (const Xapian::Error& error) {
        throw Failure(index_error(error, directory_));
    }
}

std::uintmax_t IndexStore::size_bytes() const {
    std::uintmax_t bytes = 0;
    std::error_code failed;
    if (const auto generation = current_generation())
        for (const fs::directory_entry& entry : fs::directory_iterator(*generation, failed))
            if (entry.is_regular_file(failed)) bytes += entry.file_size(failed);
    return bytes;
}

IndexStore::Writer::Writer(const IndexStore& store, const fs::path& root) : store_(store) {
    const fs::path& directory = store.directory();
    std::error_code failed;
    fs::create_directories(directory, failed);
    if (failed)
        throw Failure({ErrorKind::io, "cannot make " + directory.string() + ": " + failed.message(), {}, "name another folder with --index DIR"});
    const bool empty = fs::is_empty(directory, failed);
    if (!empty && !fs::exists(directory / "root", failed))
        throw Failure({ErrorKind::usage, directory.string() + " holds something that is no index of assay", {}, "name an empty folder with --index DIR"});
    fs::permissions(directory, fs::perms::owner_all, failed);
    lock_ = open((directory / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_ < 0)
        throw Failure({ErrorKind::io, "cannot write " + (directory / "lock").string() + ": " + std::strerror(errno), {}, "name another folder with --index DIR"});
    if (flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        close(lock_);
        throw Failure({ErrorKind::busy, "another assay is writing the index in " + directory.string(), {}, "try again when it is done"});
    }
    remove_generations_but(store.current_generation().value_or(fs::path()));
    if (store.root() != root) write_file(directory / "root", root.string() + "\n");
    if (!fs::exists(directory / "CACHEDIR.TAG", failed))
        write_file(directory / "CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Made by assay; see https://bford.info/cachedir/\n");
}

IndexStore::Writer::~Writer() {
    if (lock_ >= 0) close(lock_);
}

Xapian::WritableDatabase IndexStore::Writer::open_current() const {
    const std::optional<fs::path> generation = store_.current_generation();
    if (!generation)
        throw Failure({ErrorKind::index, "there is no index in " + store_.directory().string(), {}, rebuild_command(store_)});
    try {
        return Xapian::WritableDatabase(generation->string(), Xapian::DB_OPEN);
    } catch (const Xapian::Error& error) {
        throw Failure(index_error(error, store_.directory()));
    }
}

fs::path IndexStore::Writer::new_generation() const {
    unsigned long newest = 0;
    std::error_code failed;
    for (const fs::directory_entry& entry : fs::directory_iterator(store_.directory(), failed)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(generation_prefix))
            newest = std::max(newest, std::strtoul(name.c_str() + generation_prefix.size(), nullptr, 10));
    }
    std::string number = std::to_string(newest + 1);
    number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
    fs::path generation = store_.directory() / (std::string(generation_prefix) + number);
    fs::create_directory(generation, failed);
    if (failed)
        throw Failure({ErrorKind::io, "cannot make " + generation.string() + ": " + failed.message(), {}, "name another folder with --index DIR"});
    return generation;
}

void IndexStore::Writer::publish(const fs::path& generation) const {
    write_file(store_.stub(), std::string(stub_keyword) + generation.filename().string() + "\n");
    remove_generations_but(generation);
}

void IndexStore::Writer::remove_generations_but(const fs::path& kept) const {
    std::error_code failed;
    std::vector<fs::path> others;
    for (const fs::directory_entry& entry : fs::directory_iterator(store_.directory(), failed))
        if (entry.path().filename().string().starts_with(generation_prefix) && entry.path() != kept) others.push_back(entry.path());
    // Open readers keep the files of a removed generation until they close them.
    for (const fs::path& path : others) fs::remove_all(path, failed);
}

}  // namespace assay
