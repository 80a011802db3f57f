#include "query/open_index.h"

#include <optional>
#include <utility>

#include "indexer/schema/index_error.h"

namespace assay::query {
namespace {

Xapian::Database opened(const schema::IndexStore& store) {
    const schema::ReadGuard guard(store.directory());
    return store.open_for_reading();
}

}  // namespace

OpenIndex::OpenIndex(const std::filesystem::path& directory)
    : store(directory), database(opened(store)) {}

Xapian::docid OpenIndex::note_at(std::string_view path) const {
    return schema::note_at(database, path);
}

schema::NoteRecord OpenIndex::record(Xapian::docid note) const {
    std::optional<schema::NoteRecord> record =
        schema::unpack_record(database.get_document(note).get_data());
    if (!record)
        throw Failure(schema::index_damage(store.directory(), "a note's record is damaged"));
    return *std::move(record);
}

IndexCache& OpenIndex::cache() {
    if (std::string state = schema::IndexStore::version(database); state != cached_) {
        cache_ = {};
        cached_ = std::move(state);
    }
    return cache_;
}

}  // namespace assay::query
