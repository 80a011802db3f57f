// A place in a file of a corpus.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace assay::cli {

struct NotePlace {
    std::filesystem::path root;                       // of the corpus
    std::string path;                                 // relative to it
    std::uint32_t line = 1, column = 1;               // column in code points
    std::uint32_t utf16_column = 1, byte_column = 1;  // the same (Place)
};

}  // namespace assay::cli
