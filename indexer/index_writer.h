// Writes documents to a database: in place, as one transaction, or as many small shards that become
// a new generation.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// Changes the current generation. Readers see nothing before commit(). Without commit(), all
/// changes are discarded.
class UpdateWriter {
public:
    /// Throws Failure(index) if the index cannot be opened.
    explicit UpdateWriter(const schema::IndexStore::Writer& store);

    /// For add(), the index must not have the path; for the others, it must. Otherwise the index is
    /// damaged, and they throw Xapian::DatabaseCorruptError.
    void add(std::string_view path, const Xapian::Document& document);
    void replace(std::string_view path, const Xapian::Document& document);
    void remove(std::string_view path);

    /// Stores a new state of a file whose content is unchanged.
    void touch(std::string_view path, const schema::FileState& state);

    /// Publishes all changes and stores the time ("2026-11-23T21:03:11Z").
    void commit(const std::string& now);

private:
    Xapian::docid docid_of(std::string_view path) const;
    Xapian::WritableDatabase database_;
    std::vector<Xapian::docid> changed_;
};

/// One shard of a new generation. One thread fills it in memory until it is finished.
class ShardWriter {
public:
    explicit ShardWriter(const std::filesystem::path& directory);
    void add(const Xapian::Document& document) { database_.add_document(document); }
    void finish() { database_.close(); }

private:
    Xapian::WritableDatabase database_;
};

/// Compacts the shards, in the order given, into the empty or missing folder `directory`, and
/// removes them. Throws Xapian::Error.
void compact_shards(const std::vector<std::filesystem::path>& shards,
                    const std::filesystem::path& directory);

/// Compacts the shards, in the order given, into the new generation, stamps it with `config_text`
/// (config_stamp) and the time, and removes them. No shards give an empty index. Throws
/// Xapian::Error; Failure(io) if the result does not have `notes` notes, or its first or last note
/// cannot be read.
void finish_generation(const std::vector<std::filesystem::path>& shards,
                       const std::filesystem::path& generation, std::size_t notes,
                       const std::string& config_text, const std::string& now);

}  // namespace assay::indexer
