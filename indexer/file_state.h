// The state of a file when it was read, and whether its times can be trusted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/corpus.h"
#include "indexer/schema/note_record.h"

namespace assay::indexer {

/// Returns the current time in nanoseconds since 1970.
std::int64_t now_ns();

/// Returns the current time as the index stores it: "2026-11-23T21:03:11Z".
std::string now_text();

/// Returns the state to store for a file with the content `bytes`, read after `started_ns`. If the
/// file changed just before that, within the resolution of the clock, it may change again without
/// new times. Its times are then not stored (git calls such a file racily clean).
schema::FileState state_of(const NoteFile& file, std::string_view bytes, std::int64_t started_ns);

}  // namespace assay::indexer
