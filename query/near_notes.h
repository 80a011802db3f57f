// Which notes may have been meant by a name that none has. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

struct NearNote {
    std::string name;  // its title or an alias, whichever is near
    std::string path;
};

/// At most `most` notes whose title, alias, file name or path is a few typing errors away from
/// `name`, or has most of its words: the nearest first, then by path. Reads the path and title of
/// every note, and the aliases of those that share a word with `name`.
std::vector<NearNote> near_notes(const Xapian::Database& database, std::string_view name,
                                 std::size_t most);

}  // namespace assay
