// An index opened for reading, which stays readable while somebody writes. Every question to an
// index takes one, so that a caller opens it once; only query/ looks inside.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <string_view>

#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"
#include "indexer/schema/read_guard.h"
#include "query/match/facets.h"

namespace assay::query {

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

    schema::IndexStore store;
    Xapian::Database database;
    FacetColumns facet_columns;
};

}  // namespace assay::query
