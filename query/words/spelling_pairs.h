// British and American spellings of one word. Internal to query/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// How else `folded` may be spelled, either way: colour and color, organising and organizing,
/// travelled and traveled. Made by rule, so that some are no words at all; who asks looks them up
/// in the index. Not the word itself, each once.
std::vector<std::string> other_spellings(std::string_view folded);

}  // namespace assay
