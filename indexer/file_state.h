// What a file was when it was read, and when that can be trusted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/corpus.h"
#include "indexer/schema/note_record.h"

namespace assay {

/// Nanoseconds since 1970.
std::int64_t now_ns();

/// The present, as the index notes it: "2026-11-23T21:03:11Z".
std::string now_text();

/// What to note of a file with the content `bytes`, read after `started_ns`. A file that changed
/// within the clock's grain before that may change again without its times showing it, so they are
/// not kept (git calls such a file racily clean).
FileState state_of(const NoteFile& file, std::string_view bytes, std::int64_t started_ns);

}  // namespace assay
