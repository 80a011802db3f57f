// Notes by the beginning of their title.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct TitledNote {
    std::string path;
    std::string rest;  // of the title, after what was typed
};

/// Notes whose title begins with `typed`, case and accents aside, by title; at most `most`. `typed`
/// and the rest together are a name by which find_note() finds the note. Looks at the title of
/// every note. Throws Failure(index).
std::vector<TitledNote> titles_beginning(const std::filesystem::path& index_directory,
                                         std::string_view typed, std::size_t most);

}  // namespace assay
