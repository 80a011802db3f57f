// The words of a corpus by their beginning.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "query/values/search_result.h"

namespace assay::query {

struct OpenIndex;  // open_index.h

/// Returns at most `most` words that begin with `beginning`, case and accents folded, each with the
/// number of notes that have it: most notes first, ties by word. Looks at no more than 20,000
/// words. Throws Failure(index).
std::vector<FacetCount> words_beginning(OpenIndex& index, std::string_view beginning,
                                        std::size_t most);

}  // namespace assay::query
