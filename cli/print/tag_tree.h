// The tags of a corpus as a list or a tree.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <vector>

#include "cli/options/options.h"
#include "query/values/search_result.h"

namespace assay {

/// Without tags of more than `depth` parts: "tech/ai" has two. Their notes are counted by what is
/// left.
void collapse_tags(std::vector<FacetCount>& tags, std::size_t depth);

/// By number of notes, most first, ties by name; or by name. In a `tree` what is nested follows
/// what it is nested in.
void sort_tags(std::vector<FacetCount>& tags, TagOrder order, bool tree);

/// For a terminal a tree of `tags`, which are sorted as one; else "count<TAB>tag" a line.
void print_tags(std::ostream& out, const std::vector<FacetCount>& tags, bool as_tree);

}  // namespace assay
