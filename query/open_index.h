// An index opened for reading, that stays readable while somebody writes. Internal to query/.
#pragma once

#include <xapian.h>

#include <filesystem>

#include "indexer/schema/index_store.h"
#include "indexer/schema/read_guard.h"

namespace assay {

struct OpenIndex {
    /// Throws Failure(index) when there is no index to read in `directory`.
    explicit OpenIndex(const std::filesystem::path& directory) : guard(directory), store(directory), database(store.open_for_reading()) {}

    /// Runs `read` on the newest state of the index. A writer that commits twice meanwhile takes blocks away below the reader;
    /// the whole request is then done again (engine notes, F: one retry was always enough). Throws Failure(index).
    template <class Read>
    auto retrying(Read read) {
        constexpr int most_tries = 4;
        for (int attempt = 1;; ++attempt) {
            try {
                return read();
            } catch (const Xapian::DatabaseModifiedError& error) {
                if (attempt == most_tries) throw Failure(index_error(error, store.directory()));
                database = store.open_for_reading();
            } catch (...) {
                translate_errors(store.directory(), [] { throw; });
                throw;
            }
        }
    }

    const ReadGuard guard;
    IndexStore store;
    Xapian::Database database;
};

}  // namespace assay
