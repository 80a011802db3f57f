// An index opened for reading, which stays readable while somebody writes. Every question to an
// index takes one, so that a caller opens it once; only query/ looks inside.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"
#include "indexer/schema/read_guard.h"
#include "query/match/facets.h"

namespace assay::query {

/// How many other notes link to a note, and how many it links to.
struct LinkCounts {
    std::size_t in = 0, out = 0;
};

/// What was computed from one state of an index, kept for the next question.
struct IndexCache {
    FacetColumns facets;
    std::unordered_map<Xapian::docid, LinkCounts> link_counts;
};

/// For one thread at a time.
struct OpenIndex {
    /// Throws Failure(index) when there is no index to read in `directory`.
    explicit OpenIndex(const std::filesystem::path& directory);
    OpenIndex(const OpenIndex&) = delete;
    OpenIndex& operator=(const OpenIndex&) = delete;

    /// Runs read(), which reads `database`, under a ReadGuard. When a writer has removed blocks
    /// that it needs, opens `database` again and repeats it (IndexStore::retrying). Throws
    /// Failure(index).
    template <class Read>
    auto retrying(Read read) {
        const schema::ReadGuard guard(store.directory());
        return store.retrying(database, read);
    }

    /// The note at `path`, relative to the corpus; 0 when there is none.
    Xapian::docid note_at(std::string_view path) const;

    /// What the index keeps of a note. Throws Failure(index) when it is damaged.
    schema::NoteRecord record(Xapian::docid note) const;

    /// What is known of the state that `database` is open at; empty after it has changed. Belongs
    /// to the index, so all requests must have the same LinkContext.
    IndexCache& cache();

    schema::IndexStore store;
    Xapian::Database database;

private:
    IndexCache cache_;
    std::string cached_;  // the state (IndexStore::version) that cache_ is of
};

}  // namespace assay::query
