// What planning and ordering ask about links. Whoever has the index answers it
// (query/note_links.h).
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "query/language/query_tree.h"

namespace assay::query {

class LinkSource {
public:
    virtual ~LinkSource() = default;

    /// Returns the notes (docids, rising) that a filter of links matches: QueryNode::is_of_links.
    /// Throws Failure(query) if the filter names a note that does not exist.
    virtual std::vector<std::uint32_t> notes(const QueryNode& filter) = 0;

    /// Returns how many notes link to each note (by docid); notes without such a link are left out.
    virtual const std::unordered_map<std::uint32_t, std::uint32_t>& links_in() = 0;
};

}  // namespace assay::query
