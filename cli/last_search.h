// What the last search on a terminal showed, so that `assay open 2` knows which note is meant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "query/search_result.h"

namespace assay {

/// A place in a file of a corpus.
struct NotePlace {
    std::filesystem::path root;  // of the corpus
    std::string path;            // relative to it
    std::uint32_t line = 1, column = 1;
};

/// Writes the hits with their ranks to $XDG_STATE_HOME/assay/last-search (else below ~/.local/state), readable by its owner alone. It is
/// a convenience: where it cannot be written, nothing happens.
void remember_search(const SearchResult& result, const std::filesystem::path& root);

/// The hit of that rank; nullopt when the last search did not show it, or there was none.
std::optional<NotePlace> remembered_hit(std::size_t rank);

}  // namespace assay
