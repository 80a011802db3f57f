#include "indexer/index_writer.h"

#include <cstdlib>
#include <optional>

#include "indexer/schema/doc_lengths.h"
#include "indexer/schema/fields.h"
#include "indexer/schema/index_store.h"
#include "indexer/schema/open_tables.h"
#include "indexer/text/error.h"

namespace assay::indexer {
namespace fs = std::filesystem;
namespace {

void stamp(Xapian::WritableDatabase& database, const std::string& now) {
    database.set_metadata(schema::stamp_key, schema::index_stamp());
    database.set_metadata(schema::updated_key, now);
}

Xapian::WritableDatabase open_for_update(const schema::IndexStore::Writer& store) {
    // Documents that Xapian holds in memory before it writes blocks. Its default takes more memory
    // and more time (doc/engine-notes.md, Writing).
    setenv("XAPIAN_FLUSH_THRESHOLD", "200", 0);
    return store.open_current();
}

/// Throws Failure(io) unless the database has `notes` notes, and the first and the last can be
/// read. Only a failing disk can have changed what was just written.
void require_readable(const fs::path& generation, std::size_t notes) {
    const auto damaged = [&] {
        throw Failure(io_error(generation.string() + " does not hold what was written to it",
                               "try again; if that does not help, check the disk"));
    };
    const Xapian::Database written = schema::open_with_all_tables(generation);
    if (written.get_doccount() != notes) damaged();
    if (notes == 0) return;
    for (const Xapian::docid docid : {*written.postlist_begin(""), written.get_lastdocid()}) {
        const Xapian::Document document = written.get_document(docid);
        const std::optional<schema::NoteRecord> record = schema::unpack_record(document.get_data());
        if (!record || record->path != document.get_value(schema::slot(schema::Field::path)) ||
            document.termlist_count() == 0)
            damaged();
    }
}

}  // namespace

UpdateWriter::UpdateWriter(const schema::IndexStore::Writer& store)
    : database_(open_for_update(store)) {
    database_.begin_transaction();
}

Xapian::docid UpdateWriter::docid_of(std::string_view path) const {
    const Xapian::docid found = schema::note_at(database_, path);
    if (found == 0) throw Xapian::DatabaseCorruptError("a note is listed but not there");
    return found;
}

void UpdateWriter::add(std::string_view path, const Xapian::Document& document) {
    if (schema::note_at(database_, path) != 0)
        throw Xapian::DatabaseCorruptError("a note is there but not listed");
    changed_.push_back(database_.add_document(document));
}

void UpdateWriter::replace(std::string_view path, const Xapian::Document& document) {
    changed_.push_back(docid_of(path));
    database_.replace_document(changed_.back(), document);
}

void UpdateWriter::remove(std::string_view path) { database_.delete_document(docid_of(path)); }

void UpdateWriter::touch(std::string_view path, const schema::FileState& state) {
    const Xapian::docid docid = docid_of(path);
    Xapian::Document document = database_.get_document(docid);
    document.add_value(schema::slot(schema::Field::change), schema::pack(state));
    database_.replace_document(docid, document);
}

void UpdateWriter::commit(const std::string& now) {
    schema::write_doc_lengths(database_, changed_);
    stamp(database_, now);
    database_.commit_transaction();
}

ShardWriter::ShardWriter(const fs::path& directory)
    // A shard that a crash damages is never read, so it need not be synced.
    : database_(directory.string(), Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC) {}

void compact_shards(const std::vector<fs::path>& shards, const fs::path& directory) {
    Xapian::Database all;
    for (const fs::path& shard : shards) all.add_database(schema::open_with_all_tables(shard));
    all.compact(directory.string());
    all.close();
    for (const fs::path& shard : shards) fs::remove_all(shard);
}

void finish_generation(const std::vector<fs::path>& shards, const fs::path& generation,
                       std::size_t notes, const std::string& config_text, const std::string& now) {
    if (!shards.empty()) compact_shards(shards, generation);
    Xapian::WritableDatabase database(generation.string(), Xapian::DB_CREATE_OR_OPEN);
    stamp(database, now);
    schema::write_doc_lengths(database, {database.postlist_begin(""), database.postlist_end("")});
    database.set_metadata(schema::config_key, config_text);
    database.commit();
    database.close();
    require_readable(generation, notes);
}

}  // namespace assay::indexer
