// NOTE of show, related and open: a name, or the rank of a hit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/session/last_search.h"
#include "cli/session/session.h"

namespace assay::cli {

struct NoteName {
    std::string path;                    // of the note, relative to the corpus
    std::string anchor;                  // given after a '#'; empty = none
    std::uint32_t line = 0, column = 0;  // given as path:LINE[:COLUMN], or of the hit; 0 = none
};

/// The note of `session` that `given` names: a file seen from the working directory, a path in the
/// corpus, the end of one, a title or an alias; then perhaps #anchor or :LINE[:COLUMN], unless that
/// is part of a name. Throws Failure: missing, or usage when several notes have the name.
NoteName resolve_note(Session& session, const std::string& given);

/// NOTE as given. A number is the rank of a hit that the last search on a terminal showed, and
/// brings its corpus along unless another one is named.
class NoteArgument {
public:
    explicit NoteArgument(std::string given);

    /// As choose_corpus(), or the corpus of the hit.
    CorpusChoice choose_corpus(const CorpusOptions& options) const;

    /// The hit if it is of this corpus, else as resolve_note().
    NoteName resolve(Session& session) const;

private:
    std::string given_;
    std::optional<std::size_t> rank_;
    std::optional<RememberedHit> hit_;
};

}  // namespace assay::cli
