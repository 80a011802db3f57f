// The hits that the last search on a terminal showed, so that NOTE can be 2.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

#include "cli/session/corpus_choice.h"
#include "cli/terminal/note_place.h"
#include "query/values/search_result.h"

namespace assay::cli {

struct RememberedHit {
    NotePlace place;
    std::filesystem::path index;  // in which it was found
};

/// Writes the hits with their ranks to $XDG_STATE_HOME/assay/last-search (else below
/// ~/.local/state), which only its owner can read. If it cannot be written, nothing happens.
void remember_search(const query::SearchResult& result, const CorpusChoice& corpus);

/// The hit of that rank; nullopt when the last search did not show it, or there was no search.
std::optional<RememberedHit> remembered_hit(std::size_t rank);

}  // namespace assay::cli
