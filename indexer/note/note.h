// Reads one note: from its bytes to what the index keeps. Does not use the disk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/language.h"
#include "indexer/note/markdown_text.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"

namespace assay::indexer {

struct Note {
    schema::NoteRecord record;
    bool says_updated = false;  // record.updated comes from the note, not from its file
    std::vector<Scope> scopes;  // of record.text
    std::string top_heading;    // the first level-1 heading, if text before it makes the file name
                                // the title; otherwise empty
    std::vector<std::string> described;  // texts of the front matter (meta_texts)
    Features features;                   // of the body
    std::vector<Error> problems;         // of kind note, each with path and line
};

/// Reads the note at `path` (relative to the corpus, UTF-8, '/'-separated). `modified_seconds`
/// (since 1970) is the time of the file, which is also used for `updated` if the note gives none.
/// Never fails: what cannot be read gives a problem, and the rest is kept.
Note read_note(std::string_view path, std::string_view bytes, std::int64_t modified_seconds,
               const LanguageChoice& languages = {});

}  // namespace assay::indexer
