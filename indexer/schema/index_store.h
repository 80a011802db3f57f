// Where an index lives, and how it is opened.
//
//   <directory>/            one per corpus, owner only
//     CACHEDIR.TAG          backup programs pass it over; our line in it says whose folder this is
//     (index_files.h) root                  absolute path of the corpus lock                  held
//     by the one run that writes (writer_lock.h) current               Xapian stub file naming the
//     generation that readers open gen-000001/           a generation: one Xapian database
//
// A build makes a new generation beside the old one, swaps by renaming `current`, and removes the
// old one. Readers that have it open keep its files (doc/engine-notes.md, Opening and reading); one
// that was opening it sees that `current` has changed, and opens again. Updates go into the current
// generation in one transaction.
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

namespace assay {

/// Metadata keys of the database.
inline constexpr const char* stamp_key = "stamp";
inline constexpr const char* reading_key = "reading";  // how the indexer was configured
inline constexpr const char* updated_key =
    "updated";  // last change of the index, "2026-11-23T21:03:11Z"

/// What an index must have been made with to be read by this program: schema, tokenizer, Unicode
/// tables, database format.
std::string index_stamp();

class IndexStore {
public:
    explicit IndexStore(std::filesystem::path directory) : directory_(std::move(directory)) {}

    const std::filesystem::path& directory() const { return directory_; }

    /// True when there is an index to open (it may still be damaged, or not be allowed to be read).
    bool exists() const;

    /// The corpus this index was made of; empty when nothing says. Throws Failure(io) when what
    /// says it cannot be read.
    std::filesystem::path root() const;

    /// True when this program can read and update what is there.
    bool is_current() const;

    /// Throws Failure: index when it is missing, damaged, or made by another version; usage when
    /// others may write it (require_own_folder); io when the system gives no more files. Always a
    /// fresh handle (see above), with all of its tables open (open_tables.h).
    Xapian::Database open_for_reading() const;

    /// Differs between any two states of an index, generations included.
    static std::string version(const Xapian::Database& database);

    /// The folder of the database that readers open; nullopt when nothing that can be read says
    /// which.
    std::optional<std::filesystem::path> current_generation() const;

    /// The same; throws Failure when there is none: index, or io when what says which cannot be
    /// read.
    std::filesystem::path required_generation() const;

    /// For a reader that was overtaken by commits again and again: while the result lives nobody
    /// writes. nullptr when somebody who does is not done within a second.
    std::unique_ptr<WriterLock> pause_writers() const;

    /// Runs `read` on `database`, which is of this store. A writer that commits twice meanwhile
    /// takes blocks away below the reader, which Xapian does not always call by its name: whatever
    /// goes wrong then, `database` is opened again and all is done again. One retry is enough but
    /// on a busy machine: there writers are made to wait at last. Throws Failure(index).
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

    /// Removes what a run that was killed left behind, unless somebody writes.
    void remove_leftovers() const;

    /// Bytes of all files of the current generation.
    std::uintmax_t size_bytes() const;

    /// The writer's side. Creates the directory if need be, takes the lock for the lifetime of the
    /// object, mends what is missing beside the database, and removes what a run that was killed
    /// left behind. Where nothing tells which generation is the current one, all of them stay until
    /// another is published. Throws Failure: busy when another run holds the lock and does not free
    /// it within `wait`, io when the directory cannot be written, usage when it holds something
    /// else or others may write to it.
    class Writer {
    public:
        Writer(const IndexStore& store, const std::filesystem::path& root,
               std::chrono::milliseconds wait = {});
        ~Writer();
        Writer(const Writer&) = delete;
        Writer& operator=(const Writer&) = delete;

        const std::filesystem::path& directory() const { return store_.directory(); }

        /// The current generation, for an update in place. Throws Failure(index).
        Xapian::WritableDatabase open_current() const;

        /// An empty folder for a new generation; removed in the end if it is not published.
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
    /// What `current` says.
    struct Current {
        std::optional<std::filesystem::path> generation;
        bool is_absent = false;          // it is certain that there is none
        std::optional<Error> problem{};  // why there is no generation, when it is not absent
    };
    std::filesystem::path stub() const { return directory_ / "current"; }
    Current current() const;
    std::vector<std::filesystem::path> generations() const;
    /// False when there is no newer state to open.
    bool reopen(Xapian::Database& database) const;
    std::filesystem::path directory_;
};

}  // namespace assay
