// Makes text of a header fit for a title, a tag or a message.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay::text {

/// Returns `text` on one line: runs of white space become single spaces, both ends are trimmed, and
/// invisible characters (unicode.h) and invalid UTF-8 are left out. Returns at most `most` code
/// points, followed by "…" if something was cut.
std::string one_line(std::string_view text, std::size_t most = std::string_view::npos);

}  // namespace assay::text
