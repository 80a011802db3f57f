// Counts the values of facets over the whole match. Internal to query/.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "query/values/search_result.h"

namespace assay {

/// The facets with these names, as in SearchRequest::facets, in that order, over `matches` (by
/// rising docid). Reads slots, never terms (engine notes, C), and only those of the facets it is
/// asked for.
std::vector<Facet> count_facets(const std::vector<std::string>& names,
                                const std::vector<Xapian::docid>& matches,
                                const Xapian::Database& database);

/// The keys of other front matter in any note, folded, ascending.
std::vector<std::string> front_matter_keys(const Xapian::Database& database);

}  // namespace assay
