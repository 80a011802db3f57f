// What the last search on a terminal showed, so that 2 as NOTE is a note.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "cli/corpus_choice.h"
#include "query/search_result.h"

namespace assay {

/// A place in a file of a corpus.
struct NotePlace {
    std::filesystem::path root;  // of the corpus
    std::string path;            // relative to it
    std::uint32_t line = 1, column = 1;  // column in code points
    std::uint32_t utf16_column = 1, byte_column = 1;  // the same (Place)
};

struct RememberedHit {
    NotePlace place;
    std::filesystem::path index;  // in which it was found
};

/// Writes the hits with their ranks to $XDG_STATE_HOME/assay/last-search (else below ~/.local/state), readable by its owner alone. It is
/// a convenience: where it cannot be written, nothing happens.
void remember_search(const SearchResult& result, const CorpusChoice& corpus);

/// The hit of that rank; nullopt when the last search did not show it, or there was none.
std::optional<RememberedHit> remembered_hit(std::size_t rank);

}  // namespace assay
