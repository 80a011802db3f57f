#include "indexer/schema/index_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "indexer/schema/fields.h"
#include "indexer/schema/hash.h"
#include "indexer/schema/shell_quoted.h"
#include "indexer/schema/tokenizer.h"
#include "indexer/schema/unicode.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view generation_prefix = "gen-";
constexpr std::string_view stub_keyword = "auto ";

/// The content of a regular file of at most PATH_MAX bytes, which a name and a line end are. Empty for anything else: whatever
/// is called so may be a folder, a pipe that nobody writes to, or of any size.
std::string short_content(const fs::path& file) {
    std::string content;
    const int descriptor = open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) return content;
    struct stat status {};
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= PATH_MAX) {
        content.resize(static_cast<std::size_t>(status.st_size));
        content.resize(static_cast<std::size_t>(std::max<ssize_t>(0, read(descriptor, content.data(), content.size()))));
    }
    close(descriptor);
    return content;
}

std::string first_line(const fs::path& file) {
    const std::string content = short_content(file);
    return content.substr(0, content.find('\n'));
}

/// A file of one line, which may hold line ends: a name.
std::string whole_line(const fs::path& file) {
    std::string line = short_content(file);
    if (line.ends_with('\n')) line.pop_back();
    return line;
}

Failure cannot_write(const fs::path& file, int error) {
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    return Failure({ErrorKind::io, "cannot write " + file.string() + ": " + std::strerror(error), {},
                    full ? "make room there, or name another folder with --index DIR" : "name another folder with --index DIR"});
}

bool sync_folder(const fs::path& folder) {
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return false;
    const bool synced = fsync(descriptor) == 0;
    close(descriptor);
    return synced;
}

/// Writes beside the file and renames: a reader sees the old or the new content, never half of it, also after a power cut.
void write_file(const fs::path& file, std::string_view content) {
    fs::path beside = file;
    beside += ".new";
    const int descriptor = open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor < 0) throw cannot_write(file, errno);
    errno = ENOSPC;  // what a short write means
    const bool written = write(descriptor, content.data(), content.size()) == static_cast<ssize_t>(content.size()) && fsync(descriptor) == 0;
    const int error = errno;
    close(descriptor);
    if (!written) throw cannot_write(file, error);
    if (rename(beside.c_str(), file.c_str()) != 0 || !sync_folder(file.parent_path())) throw cannot_write(file, errno);
}

/// True for a folder that holds an index, or nothing but what a run writes before it is one.
bool is_ours(const fs::path& directory) {
    std::error_code failed;
    if (fs::is_regular_file(directory / "root", failed)) return true;
    const fs::directory_iterator entries(directory, failed);
    return std::all_of(begin(entries), end(entries), [](const fs::directory_entry& entry) {
        const std::string name = entry.path().filename().string();
        return name == "lock" || name == "root.new";
    });
}

const char* environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : nullptr;
}

std::string rebuild_command(const IndexStore& store) {
    const fs::path root = store.root();
    return "run: assay index --full" + (root.empty() ? std::string() : " " + shell_quoted(root.string()));
}

Error damage(const fs::path& directory, const std::string& what) {
    return {ErrorKind::index, "the index in " + directory.string() + " cannot be read (" + what + ")", {}, rebuild_command(IndexStore(directory))};
}

}  // namespace

std::string index_stamp() {
    return "schema " + std::to_string(schema_version) + ", tokenizer " + std::to_string(tokenizer_version) + ", unicode " +
           std::string(unicode::version()) + ", xapian " + std::to_string(Xapian::major_version()) + "." + std::to_string(Xapian::minor_version());
}

fs::path default_index_directory(const fs::path& root) {
    const std::optional<fs::path> cache = index_cache_directory();
    if (!cache) throw Failure({ErrorKind::usage, "neither XDG_CACHE_HOME nor HOME is set", {}, "name a folder with --index DIR"});
    // The name is for people who look into the cache; the hash tells corpora of the same name apart.
    std::string name = root.filename().string().substr(0, 100);
    std::replace_if(name.begin(), name.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, '-');
    return *cache / (name + "-" + to_hex(fnv1a_64(root.string())));
}

std::optional<fs::path> index_cache_directory() {
    if (const char* cache = environment("XDG_CACHE_HOME"); cache != nullptr && *cache == '/') return fs::path(cache) / "assay";
    if (const char* home = environment("HOME")) return fs::path(home) / ".cache" / "assay";
    return std::nullopt;
}

Error index_error(const Xapian::Error& error, const fs::path& directory) {
    const std::string reason = error.get_error_string() != nullptr ? error.get_error_string() : "";
    if (error.get_type() == std::string_view("DatabaseLockError"))
        return {ErrorKind::busy, "another assay writes this index: " + directory.string(), {}, "try again when it is done"};
    for (const int full : {ENOSPC, EDQUOT, EFBIG})
        if (reason == std::strerror(full)) return cannot_write(directory, full).error();
    return damage(directory, error.get_msg() + (reason.empty() ? "" : ": " + reason));
}

bool IndexStore::exists() const {
    std::error_code failed;
    return fs::is_regular_file(stub(), failed);
}

fs::path IndexStore::root() const { return whole_line(directory_ / "root"); }

std::optional<fs::path> IndexStore::current_generation() const {
    const std::string line = first_line(stub());
    if (!line.starts_with(stub_keyword)) return std::nullopt;
    const std::string name = line.substr(stub_keyword.size());
    if (!name.starts_with(generation_prefix) || name.find('/') != name.npos) return std::nullopt;
    return directory_ / name;
}

std::vector<fs::path> IndexStore::generations() const {
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator entry(directory_, failed), end; entry != end; entry.increment(failed))
        if (entry->path().filename().native().starts_with(generation_prefix)) found.push_back(entry->path());
    return found;
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
    constexpr int most_tries = 8;
    for (int attempt = 1;; ++attempt) {
        const std::optional<fs::path> generation = current_generation();
        if (!generation) throw Failure(damage(directory_, "it does not name its database"));
        // A pipe in its place would be waited for.
        std::error_code failed;
        if (const fs::path head = *generation / "iamglass"; fs::exists(head, failed) && !fs::is_regular_file(head, failed))
            throw Failure(damage(directory_, "iamglass is no file"));
        Xapian::Database database;
        std::string stamp;
        try {
            translate_errors(directory_, [&] {
                database = Xapian::Database(generation->string(), Xapian::DB_BACKEND_GLASS);
                stamp = database.get_metadata(stamp_key);
            });
        } catch (const Failure&) {
            // Two commits, or a new generation, may have come in between.
            if (attempt == most_tries) throw;
            continue;
        }
        // Xapian takes a file that is gone for an empty table: what may have been removed while it was opened must not be used.
        if (attempt < most_tries && current_generation() != generation) continue;
        if (stamp == index_stamp()) return database;
        throw Failure({ErrorKind::index, "the index in " + directory_.string() + " was made by another version of assay (" +
                                             (stamp.empty() ? "no stamp" : stamp) + ")",
                       {}, rebuild_command(*this)});
    }
}

std::string IndexStore::version(const Xapian::Database& database) { return database.get_uuid() + " " + std::to_string(database.get_revision()); }

bool IndexStore::reopen(Xapian::Database& database) const {
    try {
        Xapian::Database newest = open_for_reading();
        if (version(newest) == version(database)) return false;
        database = std::move(newest);
        return true;
    } catch (const Failure&) {
        return false;
    }
}

std::unique_ptr<WriterLock> IndexStore::pause_writers() const {
    try {
        return std::make_unique<WriterLock>(directory_ / "lock", std::chrono::seconds(1), WriterLock::Kind::pause);
    } catch (const Failure&) {
        return nullptr;
    }
}

void IndexStore::remove_leftovers() const {
    if (generations().size() < 2) return;
    try {
        const Writer writer(*this, root());
    } catch (const Failure&) {
        // The next run that writes does it.
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

IndexStore::Writer::Writer(const IndexStore& store, const fs::path& root, std::chrono::milliseconds wait) : store_(store) {
    const fs::path& directory = store.directory();
    std::error_code failed;
    fs::create_directories(directory, failed);
    if (failed) throw cannot_write(directory, failed.value());
    if (!is_ours(directory))
        throw Failure({ErrorKind::usage, directory.string() + " holds something that is no index of assay", {}, "name an empty folder with --index DIR"});
    fs::permissions(directory, fs::perms::owner_all, failed);
    lock_.emplace(directory / "lock", wait);
    remove_old_generations();
    if (store.root() != root) write_file(directory / "root", root.string() + "\n");
    if (!fs::exists(directory / "CACHEDIR.TAG", failed))
        write_file(directory / "CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n# Made by assay; see https://bford.info/cachedir/\n");
}

IndexStore::Writer::~Writer() { remove_old_generations(); }

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
    for (const fs::path& generation : store_.generations())
        newest = std::max(newest, std::strtoul(generation.filename().c_str() + generation_prefix.size(), nullptr, 10));
    std::string number = std::to_string(newest + 1);
    number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
    fs::path generation = store_.directory() / (std::string(generation_prefix) + number);
    std::error_code failed;
    fs::create_directory(generation, failed);
    if (failed) throw cannot_write(generation, failed.value());
    return generation;
}

void IndexStore::Writer::publish(const fs::path& generation) const {
    write_file(store_.stub(), std::string(stub_keyword) + generation.filename().string() + "\n");
    remove_old_generations();
}

void IndexStore::Writer::remove_old_generations() const {
    const fs::path current = store_.current_generation().value_or(fs::path());
    std::error_code failed;
    for (const fs::path& generation : store_.generations())
        if (generation != current) fs::remove_all(generation, failed);
}

}  // namespace assay
