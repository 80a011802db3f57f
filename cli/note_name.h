// NOTE, as a user types it.
#pragma once

#include <cstdint>
#include <string>

#include "cli/corpus_choice.h"

namespace assay {

struct NoteName {
    std::string path;    // of the note, relative to the corpus
    std::string anchor;  // typed behind a '#'; empty = none
    std::uint32_t line = 0, column = 0;  // typed as path:LINE[:COLUMN]; 0 = not
};

/// A file named from the working directory, a path in the corpus, the end of one, a title or an alias; behind it #anchor or
/// :LINE[:COLUMN], which a name of its own goes before. Throws Failure: missing, or usage when several notes may be meant.
NoteName resolve_note(const CorpusChoice& corpus, const std::string& typed);

}  // namespace assay
