// What may come next on a command line, from the same tables that the parser reads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/options/options.h"

namespace assay {

/// What may stand at the end of a command line.
struct Expected {
    enum class Kind : std::uint8_t {
        nothing,
        words,
        notes,
        tags,
        facets,
        paths,
        files,
        directories
    };
    struct Word {
        std::string text, description;
    };
    Kind kind = Kind::nothing;  // paths: folders and notes of the corpus; files: of the file system
    std::vector<Word> words;    // that begin with `typed`
    std::string before;         // what of the last word stays before a completion: "--tag="
    std::string typed;          // what a completion begins with
    bool in_query = false;      // a tag: as the query language writes it
    Options chosen;             // corpus and index, if they were given
};

/// `words` without the program's name; the last one is to be completed. Never throws for what was
/// typed.
Expected expected_next(const std::vector<std::string>& words);

}  // namespace assay
