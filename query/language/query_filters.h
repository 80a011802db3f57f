// name:value of a query: which names there are, and what may stand behind the colon of those that
// are filters. Internal to query/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "query/language/query_cursor.h"
#include "query/language/query_tree.h"

namespace assay {

struct QueryField {
    std::string_view name;  // as it is typed, in lower case
    QueryNode::Kind
        kind;  // word: the value is words, which are looked for in `field`; any other is a filter
    Field field;             // of words and ranges
    std::string_view value;  // an example, for hints
};

/// A field as somebody typed it.
struct NamedField {
    const QueryField* field;
    std::string key;  // of meta.key:
};

/// A known name, a colon and a value without a blank between, at the place, which moves behind the
/// colon. nullopt when a word is there: re: x, 12:30, http://x, std::move. An unknown name of
/// letters before a colon and a value is an error with the nearest known one.
std::optional<NamedField> take_field_name(QueryCursor& in);

/// The value at the place, of a field that is a filter. `now`: seconds since 1970, for ages.
QueryNode take_filter(QueryCursor& in, const NamedField& named, std::int64_t now);

/// "#tag" at the place; Kind::all, and the place where it was, when there is no tag behind the #.
QueryNode take_hash_tag(QueryCursor& in);

/// An error: nothing stands behind the colon of `named`.
QueryNode value_missing(QueryCursor& in, std::size_t at, const NamedField& named);

}  // namespace assay
