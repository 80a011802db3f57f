// Words too common to tell essays apart.
#pragma once

#include <string_view>

namespace assay {

/// Snowball's list for English (snowballstem.org/algorithms/english/stop.txt), 174 words; folded,
/// apostrophes kept.
bool is_stop_word(std::string_view folded);

}  // namespace assay
