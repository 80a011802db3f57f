// Prints the tags of a corpus as a list or a tree.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <vector>

#include "cli/options/options.h"
#include "query/values/search_result.h"

namespace assay::cli {

/// Removes tags of more than `depth` parts; "tech/ai" has two. The tags above them already count
/// their notes.
void collapse_tags(std::vector<query::FacetCount>& tags, std::size_t depth);

/// Sorts by number of notes, most first and ties by name, or by name. In a `tree`, nested tags
/// follow the tag they are nested in.
void sort_tags(std::vector<query::FacetCount>& tags, TagOrder order, bool tree);

/// Prints a tree, for which `tags` must be sorted; otherwise a line is "count<TAB>tag".
void print_tags(std::ostream& out, const std::vector<query::FacetCount>& tags, bool as_tree);

}  // namespace assay::cli
