// A part of a note as it was written, in whole lines, and where the next part begins.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "cli/session/session.h"

namespace assay::cli {

/// What to read of a note. Only one of `anchor` and `lines` may be given.
struct ReadingRequest {
    std::string path;    // of the note, as the index has it
    std::string anchor;  // of a heading: it and everything below it; empty = the whole note
    std::string lines;   // "10:40", "10:", ":40" or "10"; "10.200:" begins at character 200
    std::size_t most_bytes = 0;
};

struct NoteReading {
    std::string path, title;
    std::uint32_t first = 1, last = 0;  // lines of `text`; none if last < first
    std::uint32_t count = 0;            // lines of the file
    std::string text;                   // without control characters and invisible characters
    std::string next;                   // ReadingRequest::lines of the next part; empty = none
};

/// Reads the file as it is now. A line that alone is longer than `most_bytes` (> 3) is cut. Throws
/// Failure: missing (heading, line), usage (lines), io (the file cannot be read), index.
NoteReading read_lines(Session& session, const ReadingRequest& request);

}  // namespace assay::cli
