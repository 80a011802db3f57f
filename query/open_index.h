// An index opened for reading, that stays readable while somebody writes. Internal to query/.
#pragma once

#include <xapian.h>

#include <filesystem>

#include "indexer/schema/index_store.h"
#include "indexer/schema/read_guard.h"

namespace assay {

struct OpenIndex {
    /// Throws Failure(index) when there is no index to read in `directory`.
    explicit OpenIndex(const std::filesystem::path& directory)
        : guard(directory), store(directory), database(store.open_for_reading()) {}

    /// See IndexStore::retrying.
    template <class Read>
    auto retrying(Read read) {
        return store.retrying(database, read);
    }

    const ReadGuard guard;
    IndexStore store;
    Xapian::Database database;
};

}  // namespace assay
