// The current text of a note's file, decoded as the indexer decodes it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/config.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"

namespace assay::indexer {

struct NoteSource {
    std::string text;             // valid UTF-8, lines end in '\n' (encoding.h)
    std::uint32_t body_line = 1;  // 1-based; the lines above it are front matter
    std::optional<schema::NoteRecord>
        newer;  // the record of the current file, if the file has changed since it was indexed
};

/// Reads the file `name` below `root` (read_note_file), which is the note at `path` of its corpus.
/// `indexed` is the FileState::hash in the index. If the file has changed since, also reads it as a
/// note, with `config`, because the places in the index are no longer right. Errors: missing if
/// there is no such file, io if it cannot be read.
Result<NoteSource> read_source(const std::filesystem::path& root, const std::string& name,
                               std::string_view path, std::uint64_t indexed, const Config& config);

}  // namespace assay::indexer
