#include "indexer/index_check.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "indexer/schema/doc_lengths.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"

namespace assay {
namespace fs = std::filesystem;
namespace {

/// What is wrong; empty when nothing is. Throws Failure, or crashes.
std::string first_damage(const IndexStore& store) {
    const Xapian::Database database = store.open_for_reading();
    if (Xapian::Database::check(store.current_generation().value().string()) != 0) return "Xapian finds its blocks damaged";
    DocLengths lengths(database);
    std::size_t notes = 0;
    for (Xapian::PostingIterator each = database.postlist_begin(""); each != database.postlist_end(""); ++each, ++notes) {
        const Xapian::Document document = database.get_document(*each);
        const std::optional<NoteRecord> record = unpack_record(document.get_data());
        const std::string path = document.get_value(slot(Field::path));
        if (!record || record->path != path) return "a note's record is damaged";
        if (lengths.of(*each) != database.get_doclength(*each)) return "a note's length is not what it was";
        const std::string term = make_term(Field::path, path);
        Xapian::PostingIterator by_path = database.postlist_begin(term);
        if (by_path == database.postlist_end(term) || *by_path != *each || ++by_path != database.postlist_end(term)) return "a note is not found by its path: " + path;
    }
    return notes == database.get_doccount() ? "" : "notes are missing";
}

[[noreturn]] void check_and_exit(const IndexStore& store, int to_parent) {
    const rlimit seconds{600, 600};
    setrlimit(RLIMIT_CPU, &seconds);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nothing, STDERR_FILENO);  // where the library complains when it aborts
    std::string damage;
    try {
        translate_errors(store.directory(), [&] { damage = first_damage(store); });
    } catch (const Failure& failure) {
        damage = failure.error().message;
    }
    (void)!write(to_parent, damage.data(), damage.size());
    _exit(0);
}

std::string read_all(int descriptor) {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t size = 0; (size = read(descriptor, part.data(), part.size())) > 0 || (size < 0 && errno == EINTR);)
        if (size > 0) text.append(part.data(), static_cast<std::size_t>(size));
    return text;
}

}  // namespace

std::optional<Error> verify_index(const fs::path& directory) {
    const IndexStore store(directory);
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0) throw Failure({ErrorKind::io, std::string("cannot start a check: ") + std::strerror(errno)});
    const pid_t child = fork();
    if (child == 0) check_and_exit(store, pipe_ends[1]);
    close(pipe_ends[1]);
    std::string damage = read_all(pipe_ends[0]);
    close(pipe_ends[0]);
    if (child < 0) throw Failure({ErrorKind::io, "cannot start a check: no process to be had"});
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFSIGNALED(status)) damage = WTERMSIG(status) == SIGXCPU ? "reading it does not end" : "reading it crashes";
    if (damage.empty()) return std::nullopt;
    return index_error(Xapian::DatabaseCorruptError(damage), directory);
}

}  // namespace assay
