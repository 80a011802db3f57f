// Documents -> database: an update in place in one transaction, or a new generation built from many
// small shards.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/schema/index_store.h"
#include "indexer/schema/note_record.h"

namespace assay {

/// Changes the current generation. Nothing is seen by readers before commit(); without it
/// everything is undone.
class UpdateWriter {
public:
    /// Throws Failure(index) when it cannot be opened.
    explicit UpdateWriter(const IndexStore::Writer& store);

    /// What the index was said to hold of the path must be true, or it is damaged: each throws
    /// Xapian::DatabaseCorruptError then.
    void add(std::string_view path, const Xapian::Document& document);
    void replace(std::string_view path, const Xapian::Document& document);
    void remove(std::string_view path);

    /// Notes another state of a file whose content is the same.
    void touch(std::string_view path, const FileState& state);

    /// Takes everything over, and notes the time ("2026-11-23T21:03:11Z").
    void commit(const std::string& now);

private:
    Xapian::docid docid_of(const std::string& term) const;
    Xapian::WritableDatabase database_;
    std::vector<Xapian::docid> changed_;
};

/// One shard of a new generation. Each lives in the memory of one thread until it is finished.
class ShardWriter {
public:
    explicit ShardWriter(const std::filesystem::path& directory);
    void add(const Xapian::Document& document) { database_.add_document(document); }
    void finish() { database_.close(); }

private:
    Xapian::WritableDatabase database_;
};

/// Compacts the shards, in the order given, into the new generation, stamps it with `reading`
/// (reading_of) and the time, and removes them. No shards give an empty index. Throws
/// Xapian::Error; Failure(io) when that does not hold `notes` then, or its first and last cannot be
/// read.
void finish_generation(const std::vector<std::filesystem::path>& shards,
                       const std::filesystem::path& generation, std::size_t notes,
                       const std::string& reading, const std::string& now);

}  // namespace assay
