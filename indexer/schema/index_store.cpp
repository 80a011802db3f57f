#include "indexer/schema/index_store.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

#include "indexer/schema/fields.h"
#include "indexer/schema/index_files.h"
#include "indexer/schema/index_location.h"
#include "indexer/schema/open_tables.h"
#include "indexer/text/hash.h"
#include "indexer/text/machine_error.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"

namespace assay::schema {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view generation_prefix = "gen-";
constexpr std::string_view stub_keyword = "auto ";

}  // namespace

std::string index_stamp() {
    return "schema " + std::to_string(schema_version) + ", tokenizer " +
           std::to_string(text::tokenizer_version) + ", unicode " +
           std::string(unicode::version()) + ", xapian " + std::to_string(Xapian::major_version()) +
           "." + std::to_string(Xapian::minor_version());
}

bool IndexStore::exists() const {
    std::error_code failed;
    const fs::file_type type = fs::symlink_status(stub(), failed).type();
    // A file that cannot be examined may exist.
    return type == fs::file_type::regular || type == fs::file_type::none;
}

fs::path IndexStore::root() const { return index_root(directory_); }

IndexStore::Current IndexStore::current() const {
    const SmallFile file = read_small_file(stub(), PATH_MAX);
    if (file.is_absent()) return {std::nullopt, true};
    if (file.is_refused())
        return {std::nullopt, false,
                text::machine_error("cannot read " + stub().string(), file.error,
                                    "check its permissions")};
    const std::string line = file.content.substr(0, file.content.find('\n'));
    const std::string name = line.starts_with(stub_keyword) ? line.substr(stub_keyword.size()) : "";
    if (!is_generation_name(name))
        return {std::nullopt, false, index_damage(directory_, "it does not name its database")};
    return {directory_ / name, false};
}

std::optional<fs::path> IndexStore::current_generation() const { return current().generation; }

fs::path IndexStore::required_generation() const {
    Current here = current();
    if (here.generation) return *here.generation;
    if (here.problem) throw Failure(*here.problem);
    throw Failure(index_error("there is no index in " + directory_.string(),
                              "run: " + index_command(known_index_root(directory_), directory_)));
}

std::vector<fs::path> IndexStore::generations() const {
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator entry(directory_, failed), end; entry != end;
         entry.increment(failed))
        if (is_generation_name(entry->path().filename().native())) found.push_back(entry->path());
    return found;
}

bool IndexStore::is_current() const {
    if (!exists()) return false;
    try {
        open_for_reading();
        return true;
    } catch (const Failure&) {
        return false;  // the caller rebuilds, as the message would have asked
    }
}

Xapian::Database IndexStore::open_for_reading() const {
    require_own_folder(directory_);
    constexpr int most_tries = 8;
    for (int attempt = 1;; ++attempt) {
        const Current here = current();
        if (here.is_absent)
            throw Failure(
                index_error("there is no index in " + directory_.string(),
                            "run: " + index_command(known_index_root(directory_), directory_)));
        Xapian::Database database;
        std::string stamp;
        try {
            if (!here.generation) throw Failure(here.problem.value());
            translate_errors(directory_, [&] {
                const OpenTables tables(*here.generation);
                database = Xapian::Database(here.generation->string(), Xapian::DB_BACKEND_GLASS);
                tables.require_all(database);
                stamp = database.get_metadata(stamp_key);
            });
        } catch (const Failure&) {
            // Two commits or a new generation may have come in between.
            if (attempt == most_tries) throw;
            continue;
        }
        // A generation that may have been removed while it was opened must not be used.
        if (attempt < most_tries && current_generation() != here.generation) continue;
        if (stamp == index_stamp()) return database;
        throw Failure(index_error(
            "the index in " + directory_.string() + " was made by another version of assay (" +
                (stamp.empty() ? "no stamp" : stamp) + ")",
            "run: " + index_command(known_index_root(directory_), directory_, true)));
    }
}

std::string IndexStore::version(const Xapian::Database& database) {
    return database.get_uuid() + " " + std::to_string(database.get_revision());
}

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
        return std::make_unique<WriterLock>(directory_ / "lock", std::chrono::seconds(1),
                                            WriterLock::Kind::pause);
    } catch (const Failure&) {
        return nullptr;
    }
}

void IndexStore::remove_leftovers() const {
    if (generations().size() < 2) return;
    try {
        const Writer writer(*this, root());
    } catch (const Failure&) {
        // The next run that writes removes them.
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

IndexStore::Writer::Writer(const IndexStore& store, const fs::path& root,
                           std::chrono::milliseconds wait)
    : store_(store) {
    const fs::path& directory = store.directory();
    make_own_folder(directory);
    require_own_folder(directory);
    if (!is_index_folder(directory))
        throw Failure(
            usage_error(directory.string() + " holds something that is not an index of assay",
                        "name an empty folder with --index DIR"));
    remove_unless_regular(directory / "lock");
    lock_.emplace(directory / "lock", wait);
    // Write our line first. It marks the folder as ours.
    if (const SmallFile tag = read_small_file(directory / "CACHEDIR.TAG", PATH_MAX);
        tag.content != cache_tag)
        write_small_file(directory / "CACHEDIR.TAG", cache_tag);
    remove_old_generations();
    for (const char* name : {"current", "root"}) remove_unfinished(directory / name);
    if (store.root() != root) write_small_file(directory / "root", root.string() + "\n");
}

IndexStore::Writer::~Writer() { remove_old_generations(); }

Xapian::WritableDatabase IndexStore::Writer::open_current() const {
    const fs::path generation = store_.required_generation();
    Xapian::WritableDatabase database;
    translate_errors(store_.directory(), [&] {
        const OpenTables tables(generation, OpenTables::Use::write);
        database = Xapian::WritableDatabase(generation.string(), Xapian::DB_OPEN);
        tables.require_all(database);
    });
    return database;
}

fs::path IndexStore::Writer::new_generation() const {
    unsigned long newest = 0;
    for (const fs::path& generation : store_.generations())
        newest = std::max(
            newest,
            std::strtoul(generation.filename().c_str() + generation_prefix.size(), nullptr, 10));
    constexpr unsigned long most = 999'999'999;  // is_generation_name
    if (newest >= most)
        throw Failure(io_error(
            "the generations in " + store_.directory().string() + " have used all their numbers",
            "name another folder with --index DIR"));
    std::string number = std::to_string(newest + 1);
    number.insert(0, number.size() < 6 ? 6 - number.size() : 0, '0');
    fs::path generation = store_.directory() / (std::string(generation_prefix) + number);
    if (mkdir(generation.c_str(), S_IRWXU) != 0) throw Failure(cannot_write(generation, errno));
    made_.push_back(generation);
    return generation;
}

void IndexStore::Writer::publish(const fs::path& generation) const {
    write_small_file(store_.stub(),
                     std::string(stub_keyword) + generation.filename().string() + "\n");
    std::erase(made_, generation);
    remove_old_generations();
}

/// Removes all generations except the current one. If there is no current one, removes only those
/// that this run made: if `current` cannot be read, readers may be using the others.
void IndexStore::Writer::remove_old_generations() const {
    const Current here = store_.current();
    std::error_code failed;
    for (const fs::path& generation :
         here.generation || here.is_absent ? store_.generations() : made_)
        if (generation != here.generation &&
            fs::symlink_status(generation, failed).type() == fs::file_type::directory)
            fs::remove_all(generation, failed);
}

Xapian::docid note_at(const Xapian::Database& database, std::string_view path) {
    const std::string term = make_term(Field::path, path);
    const Xapian::PostingIterator posting = database.postlist_begin(term);
    return posting == database.postlist_end(term) ? 0 : *posting;
}

}  // namespace assay::schema
