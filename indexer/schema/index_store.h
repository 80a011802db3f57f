// Where an index lives, and how it is opened.
//
//   <directory>/       one per corpus, for its owner only
//     CACHEDIR.TAG     excludes the folder from backups; our line in it marks the folder as ours
//     root             absolute path of the corpus
//     lock             held by the one run that writes (writer_lock.h)
//     watch            socket of a running assay watch (watch_socket.h)
//     current          Xapian stub file that names the generation that readers open
//     gen-000001/      a generation: one Xapian database
//
// A build creates a new generation beside the old one, replaces `current` by renaming, and removes
// the old one. Readers that have it open keep its files (doc/engine-notes.md, Opening and reading).
// A reader that is just opening it sees that `current` has changed, and opens again. Updates go
// into the current generation, in one transaction.
#pragma once

#include <xapian.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/index_error.h"
#include "indexer/schema/writer_lock.h"
#include "indexer/text/error.h"

namespace assay::schema {

/// Metadata keys of the database.
inline constexpr const char* stamp_key = "stamp";
inline constexpr const char* config_key = "reading";  // how the indexer was configured
inline constexpr const char* updated_key =
    "updated";  // last change of the index, "2026-11-23T21:03:11Z"

/// What an index must have been made with to be read by this program: schema, tokenizer, Unicode
/// tables, database format.
std::string index_stamp();

class IndexStore {
public:
    explicit IndexStore(std::filesystem::path directory) : directory_(std::move(directory)) {}

    const std::filesystem::path& directory() const { return directory_; }

    /// True if there is an index to open. It may be damaged or unreadable.
    bool exists() const;

    /// Returns the root of the corpus of this index; empty if it is not recorded. Throws
    /// Failure(io) if the record cannot be read.
    std::filesystem::path root() const;

    /// True if this program can read and update the index.
    bool is_current() const;

    /// Opens the current generation. Always returns a new handle (see above), with all its tables
    /// open (open_tables.h). Throws Failure: index if the index is missing, damaged, or made by
    /// another version; usage if others may write it (require_own_folder); io if the system refuses
    /// more open files.
    Xapian::Database open_for_reading() const;

    /// Returns a text that differs between any two states of an index, in the same or another
    /// generation.
    static std::string version(const Xapian::Database& database);

    /// Returns the folder of the database that readers open; nullopt if `current` is missing or
    /// cannot be read.
    std::optional<std::filesystem::path> current_generation() const;

    /// Returns the same. Throws Failure if there is none: index, or io if `current` cannot be read.
    std::filesystem::path required_generation() const;

    /// Prevents writing while the result exists, for a reader that commits have overtaken several
    /// times. nullptr if a current writer does not finish within a second.
    std::unique_ptr<WriterLock> pause_writers() const;

    /// Runs `read` on `database`, which belongs to this store. A writer that commits twice during
    /// the read overwrites blocks that the reader needs, and Xapian does not always report it as
    /// such. So after any exception, if the index has changed, `database` is opened again and
    /// `read` repeated. One retry is usually enough; on a busy machine, writers are finally made to
    /// wait. Throws Failure(index).
    template <class Read>
    auto retrying(Xapian::Database& database, Read read) const {
        constexpr int most_tries = 8, tries_beside_writers = 3;
        std::unique_ptr<WriterLock> pause;
        for (int attempt = 1;; ++attempt) {
            try {
                return read();
            } catch (...) {
                if (attempt >= tries_beside_writers && !pause) pause = pause_writers();
                if (attempt < most_tries && reopen(database)) continue;
                translate_errors(directory_, [] { throw; });
                throw;
            }
        }
    }

    /// Removes the leftovers of killed runs, unless another run is writing.
    void remove_leftovers() const;

    /// Returns the size of all files of the current generation, in bytes.
    std::uintmax_t size_bytes() const;

    /// The writer's side. Creates the directory if necessary, holds the lock for the lifetime of
    /// the object, restores missing files beside the database, and removes the leftovers of killed
    /// runs. If it is unknown which generation is current, all are kept until another is published.
    /// Throws Failure: busy if another run holds the lock for longer than `wait`; io if the
    /// directory cannot be written; usage if it holds something else or others may write to it.
    class Writer {
    public:
        Writer(const IndexStore& store, const std::filesystem::path& root,
               std::chrono::milliseconds wait = {});
        ~Writer();
        Writer(const Writer&) = delete;
        Writer& operator=(const Writer&) = delete;

        const std::filesystem::path& directory() const { return store_.directory(); }

        /// Opens the current generation for an update in place. Throws Failure(index).
        Xapian::WritableDatabase open_current() const;

        /// Creates an empty folder for a new generation. The destructor removes it if it was not
        /// published.
        std::filesystem::path new_generation() const;

        /// Makes `generation` (from new_generation) the current one and removes the others.
        void publish(const std::filesystem::path& generation) const;

    private:
        void remove_old_generations() const;
        const IndexStore& store_;
        std::optional<WriterLock> lock_;
        mutable std::vector<std::filesystem::path> made_;  // by new_generation
    };

private:
    /// The content of `current`.
    struct Current {
        std::optional<std::filesystem::path> generation;
        bool is_absent = false;          // `current` certainly does not exist
        std::optional<Error> problem{};  // why there is no generation, when it is not absent
    };
    std::filesystem::path stub() const { return directory_ / "current"; }
    Current current() const;
    std::vector<std::filesystem::path> generations() const;
    /// Returns false if there is no newer state to open.
    bool reopen(Xapian::Database& database) const;
    std::filesystem::path directory_;
};

/// Returns the note with this path; 0 if there is none.
Xapian::docid note_at(const Xapian::Database& database, std::string_view path);

}  // namespace assay::schema
