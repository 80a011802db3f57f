// Counts the values of facets over all matches. Internal to query/.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/schema/fields.h"
#include "query/match/facet_column.h"
#include "query/values/search_result.h"

namespace assay::query {

/// Lets a map of strings look up parts of other strings.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
        return std::hash<std::string_view>()(text);
    }
};

/// A column, and where its values are.
struct SlotColumn {
    schema::Field field;   // its slot holds the values
    std::string meta_key;  // of Field::meta
    bool by_month;         // of Field::created_clock: months, not years
    FacetColumn values;
    std::unordered_map<std::string, Xapian::docid, TextHash, std::equal_to<>>
        first_with{};  // by what a slot holds: a note that has it
};

/// The columns of the facets that were counted in one state of an index. Keeps what it has read, so
/// that a second search counts without reading.
class FacetColumns {
public:
    /// Returns the facets with these names (see SearchRequest::facets), in that order, counted over
    /// `matches`, which must be sorted by docid. `database` must be the same each time. Reads only
    /// the slots of these facets, and never terms (doc/engine-notes.md, "Values and facets").
    std::vector<Facet> count(const std::vector<std::string>& names,
                             const std::vector<Xapian::docid>& matches,
                             const Xapian::Database& database);

private:
    static constexpr std::size_t most_kept = 16;  // any key of front matter is a facet
    SlotColumn& column(const std::string& name);
    std::map<std::string, SlotColumn> columns_;
};

/// Returns the keys of other front matter that any note has, folded, ascending.
std::vector<std::string> front_matter_keys(const Xapian::Database& database);

}  // namespace assay::query
