// Text from a header as it may be shown: in a title, a tag, a message.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

/// `text` with white space folded to single blanks, ends trimmed, invisible characters (unicode.h)
/// and bytes that are no UTF-8 left out; at most `most` code points of it, with "…" behind them
/// when something was cut.
std::string one_line(std::string_view text, std::size_t most = std::string_view::npos);

}  // namespace assay
