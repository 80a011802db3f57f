// Counts the values of facets over all matches. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/values/search_result.h"

namespace assay::query {

/// Returns the facets with these names (see SearchRequest::facets), in that order, counted over
/// `matches`, which must be sorted by docid. Reads only the slots of these facets, and never terms
/// (doc/engine-notes.md, "Values and facets").
std::vector<Facet> count_facets(const std::vector<std::string>& names,
                                const std::vector<Xapian::docid>& matches,
                                const Xapian::Database& database);

/// Returns the keys of other front matter that any note has, folded, ascending.
std::vector<std::string> front_matter_keys(const Xapian::Database& database);

}  // namespace assay::query
