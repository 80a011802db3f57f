// Notes that may have been meant by a name that no note has. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::query {

struct NearNote {
    std::string name;  // its title or the alias that is near
    std::string path;
};

/// Returns at most `most` notes whose title, alias, file name or path differs from `name` by a few
/// typing errors, or has most of its words: nearest first, then by path. Reads the path and title
/// of every note, and the aliases of notes that share a word with `name`.
std::vector<NearNote> near_notes(const Xapian::Database& database, std::string_view name,
                                 std::size_t most);

}  // namespace assay::query
