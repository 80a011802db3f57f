// One note: bytes -> what the index keeps of it. No disk.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/language.h"
#include "indexer/note/markdown_text.h"
#include "indexer/schema/note_record.h"
#include "indexer/text/error.h"

namespace assay {

struct Note {
    NoteRecord record;
    bool says_updated = false;  // record.updated is from the note, not from its file
    std::vector<Scope> scopes;  // of record.text
    std::string top_heading;  // the first level-1 heading, where the file name is the title because
                              // of what stands before it; else empty
    std::vector<std::string> described;  // what the front matter says of it (meta_texts)
    Features features;                   // of the body
    std::vector<Error> problems;         // kind note, each with path and line
};

/// Reads the note at `path` (relative to the corpus, UTF-8, '/'-separated). `modified_seconds`
/// (since 1970) is the file's, taken also for `updated` where the note does not say. Never fails:
/// what cannot be read is a problem, and the rest is kept.
Note read_note(std::string_view path, std::string_view bytes, std::int64_t modified_seconds,
               const LanguageChoice& languages = {});

}  // namespace assay
