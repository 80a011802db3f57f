// Notes by the beginning of their title.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::query {

struct OpenIndex;  // open_index.h

struct TitledNote {
    std::string path;
    std::string rest;  // of the title, after the beginning that was asked for
};

/// At most `most` notes whose title begins with `beginning`, ignoring case and accents, by title.
/// `beginning` and the rest together are a name by which find_note() finds the note. Looks at the
/// title of every note. Throws Failure(index).
std::vector<TitledNote> titles_beginning(OpenIndex& index, std::string_view beginning,
                                         std::size_t most);

}  // namespace assay::query
