// What may come next on a command line, for completion: from the commands and options of the
// parser.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/options/options.h"

namespace assay::cli {

/// What the last word of a command line may become.
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
    std::vector<Word> words;    // that begin with `begun`
    std::string before;         // the part of the last word before the completed one: "--tag="
    std::string begun;          // the beginning of the completed part
    bool in_query = false;      // a tag or a note, to be written in the query language
    CorpusOptions corpus;       // as given
};

/// `words`: without the name of the program; the last one is to be completed. Never throws for a
/// wrong command line.
Expected expected_next(const std::vector<std::string>& words);

}  // namespace assay::cli
