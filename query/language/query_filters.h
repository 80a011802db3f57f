// name:value in a query: the names, and the values that filters take. Internal to query/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "query/language/query_cursor.h"
#include "query/language/query_tree.h"

namespace assay::query {

struct QueryField {
    std::string_view name;  // in lower case
    QueryNode::Kind
        kind;  // word: the value is words to search for in `field`; any other kind is a filter
    schema::Field field;     // of words and ranges
    std::string_view value;  // an example, for hints
};

/// A field that a query names.
struct NamedField {
    const QueryField* field;
    std::string key;  // of meta.key:
};

/// Takes a known name and a colon, if a value follows without a blank; the place moves after the
/// colon. nullopt if a word is there: re: x, 12:30, http://x, std::move. An unknown name of letters
/// before a colon and a value is an error that names the nearest known one.
std::optional<NamedField> take_field_name(QueryCursor& in);

/// Takes the value of a filter. `now`: seconds since 1970, for ages.
QueryNode take_filter(QueryCursor& in, const NamedField& named, std::int64_t now);

/// Takes "#tag". If no tag follows the #, returns Kind::all and does not move the place.
QueryNode take_hash_tag(QueryCursor& in);

/// Reports that nothing follows the colon of `named`.
QueryNode value_missing(QueryCursor& in, std::size_t at, const NamedField& named);

}  // namespace assay::query
