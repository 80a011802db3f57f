// A note as it was written: its file as it is now, decoded as the indexer decodes it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/config.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"

namespace assay {

struct NoteSource {
    std::string text;             // valid UTF-8, lines end in '\n' (encoding.h)
    std::uint32_t body_line = 1;  // of the file, 1-based: what stands above it is front matter
    std::optional<NoteRecord>
        newer;  // what the index would hold of the file, where it holds something else
};

/// Reads the file `name` below `root` (read_note_file), which is the note at `path` of its corpus.
/// `indexed`: FileState::hash that the index has of it; a file that has changed since is read as
/// the indexer would, with `config`: what the index says of places in it is no longer true. Errors:
/// missing when there is no such file, io when it cannot be read.
Result<NoteSource> read_source(const std::filesystem::path& root, const std::string& name,
                               std::string_view path, std::uint64_t indexed, const Config& config);

}  // namespace assay
