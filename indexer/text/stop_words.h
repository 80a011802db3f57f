// Words that are too common to distinguish notes.
#pragma once

#include <string_view>

namespace assay::text {

/// True for the 174 words of Snowball's English list
/// (snowballstem.org/algorithms/english/stop.txt). `folded` is folded and keeps its apostrophes.
bool is_stop_word(std::string_view folded);

}  // namespace assay::text
