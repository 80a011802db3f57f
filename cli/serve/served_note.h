// A note as the page shows it: what the index has of it, and its file.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/session/session.h"
#include "indexer/note_source.h"
#include "indexer/text/error.h"
#include "query/note_lookup.h"

namespace assay::cli {

struct ServedName {
    std::string path;    // of the note, as in the index
    std::string anchor;  // of one of its headings; empty = the whole note
};

/// The note that `given` names, as query::find_note(), perhaps with #anchor. Unlike NOTE of a
/// command it is never a path of the file system or a rank. Throws Failure.
ServedName served_name(Session& session, const std::string& given);

struct ServedNote {
    query::NoteText text;
    std::optional<indexer::NoteSource> source;  // nullopt if the file cannot be read now
};

/// Reads the note, with the matches of the query `mark` marked. Its file is read if it is in the
/// index, and newer than that if it has changed. Throws Failure.
ServedNote read_served(Session& session, const ServedName& name, const std::string& mark);

}  // namespace assay::cli
