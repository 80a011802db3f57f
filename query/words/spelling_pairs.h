// British and American spellings of one word. Internal to query/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay::query {

/// Returns the other spellings of `folded`, in both directions: colour and color, organising and
/// organizing, travelled and traveled. They are made by rules, so some are not words; the caller
/// looks them up in the index. The word itself is not returned, and no spelling twice.
std::vector<std::string> other_spellings(std::string_view folded);

}  // namespace assay::query
