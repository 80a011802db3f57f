// NOTE, as a user types it.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "cli/options/options.h"
#include "cli/session/corpus_choice.h"

namespace assay {

struct NoteName {
    std::string path;                    // of the note, relative to the corpus
    std::string anchor;                  // typed behind a '#'; empty = none
    std::uint32_t line = 0, column = 0;  // typed as path:LINE[:COLUMN], or of the hit; 0 = not
};

/// A file named from the working directory, a path in the corpus, the end of one, a title or an
/// alias; behind it #anchor or :LINE[:COLUMN], which a name of its own goes before. Throws Failure:
/// missing, or usage when several notes may be meant.
NoteName resolve_note(const CorpusChoice& corpus, const std::string& typed);

struct ChosenNote {
    CorpusChoice corpus;
    NoteName name;
};

/// options.note: the rank of a hit that the last search on a terminal showed, else a note of the
/// corpus that is chosen, both compared with the files first (refresh.h). A rank brings its corpus
/// along unless another one is named. Throws Failure as choose_corpus and resolve_note.
ChosenNote choose_note(const Options& options, std::ostream& err);

}  // namespace assay
