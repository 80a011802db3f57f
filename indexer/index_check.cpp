#include "indexer/index_check.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <string>
#include <vector>

#include "indexer/schema/doc_lengths.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/index_files.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"
#include "indexer/schema/own_process.h"
#include "indexer/text/machine_error.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

/// Reads all files of a database. Throws Failure(io) when one of them cannot be read, or when this
/// process may not open all of them twice at a time, as Xapian's check may.
void require_readable(const fs::path& generation) {
    struct Descriptors : std::vector<int> {
        ~Descriptors() {
            for (const int each : *this) close(each);
        }
    } open_files;
    const auto require = [](const fs::path& file, bool done) {
        if (!done)
            throw Failure(text::machine_error("cannot read " + file.string(), errno,
                                              "check its permissions"));
    };
    std::vector<char> part(1U << 20U);
    for (const fs::directory_entry& each : fs::directory_iterator(generation)) {
        if (!each.is_regular_file()) continue;
        for (int twice = 0; twice < 2; ++twice) {
            const int file = open(each.path().c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
            require(each.path(), file >= 0);
            open_files.push_back(file);
        }
        ssize_t size = 0;
        while ((size = read(open_files.back(), part.data(), part.size())) > 0 ||
               (size < 0 && errno == EINTR))
            continue;
        require(each.path(), size == 0);
    }
}

/// Are its blocks whole? Xapian counts what its disk refuses to read just now as damage, or as no
/// database; looked at twice, only damage is there again.
bool is_whole(const fs::path& generation) {
    try {
        if (Xapian::Database::check(generation.string()) == 0) return true;
    } catch (const Xapian::DatabaseError&) {
        // Asked again below.
    }
    require_readable(generation);
    return Xapian::Database::check(generation.string()) == 0;
}

/// Returns the first problem; empty if there is none. Throws Failure, or crashes.
std::string first_damage(const schema::IndexStore& store) {
    store.open_for_reading();  // throws if there is no index, or one of another version
    if (!is_whole(store.required_generation())) return "Xapian finds its blocks damaged";
    const Xapian::Database database = store.open_for_reading();
    schema::DocLengths lengths(database);
    std::size_t notes = 0;
    for (Xapian::PostingIterator each = database.postlist_begin("");
         each != database.postlist_end(""); ++each, ++notes) {
        const Xapian::Document document = database.get_document(*each);
        const std::optional<schema::NoteRecord> record = schema::unpack_record(document.get_data());
        const std::string path = document.get_value(schema::slot(schema::Field::path));
        if (!record || record->path != path) return "a note's record is damaged";
        if (lengths.of(*each) != database.get_doclength(*each))
            return "a note's length is not what it was";
        const std::string term = schema::make_term(schema::Field::path, path);
        Xapian::PostingIterator by_path = database.postlist_begin(term);
        if (by_path == database.postlist_end(term) || *by_path != *each ||
            ++by_path != database.postlist_end(term))
            return "a note is not found by its path: " + path;
    }
    return notes == database.get_doccount() ? "" : "notes are missing";
}

/// Encodes an Error for the parent: a zero byte, its kind, its message, a zero byte, its hint.
std::string in_bytes(const Error& error) {
    return std::string{'\0', static_cast<char>(error.kind)} + error.message + '\0' + error.hint;
}

Error from_bytes(const std::string& bytes) {
    const std::size_t end = std::min(bytes.find('\0', 2), bytes.size() - 1);
    return {static_cast<ErrorKind>(bytes[1]), bytes.substr(2, end - 2), {}, bytes.substr(end + 1)};
}

}  // namespace

std::optional<Error> verify_index(const fs::path& directory) {
    schema::require_own_folder(directory);
    const schema::IndexStore store(directory);
    constexpr schema::ProcessLimits limits{
        600, 3600};  // CPU and wall seconds; a slow disk may take long
    const schema::ProcessEnd end = schema::run_apart(limits, [&] {
        try {
            std::string damage;
            schema::translate_errors(store.directory(), [&] { damage = first_damage(store); });
            return damage;
        } catch (const Failure& failure) {
            return in_bytes(failure.error());
        }
    });
    const bool endless = end.signal == SIGXCPU || end.signal == SIGALRM;
    if (end.signal != 0 || end.code != 0)
        return schema::index_damage(directory,
                                    endless ? "reading it does not end" : "reading it crashes");
    if (end.text.empty()) return std::nullopt;
    if (end.text.front() == '\0') return from_bytes(end.text);
    return schema::index_damage(directory, end.text);
}

}  // namespace assay::indexer
