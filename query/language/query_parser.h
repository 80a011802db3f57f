// Text -> syntax tree. Our own grammar and types: Xapian's parser inverts lone negatives and
// reports no place (engine notes, A).
//
//   query  = [ or ] ;                                   operators are upper case; juxtaposition is
//   AND or     = and { ( "OR" | "|" ) and } ; and    = unary { [ "AND" ] unary } ; unary  = [ "-" |
//   "!" | "NOT" ] near ;               anywhere, also first and alone near   = prim { "NEAR" [ "/"
//   n ] prim } ;           within n words (10): words, phrases, groups of these joined by OR prim
//   = "(" or ")" | field ":" value | "#" tag | "@" name | phrase | word ; value  = "(" or ")" |
//   phrase | word ;               of title, heading, quote, code; the others are filters
//   (query_filters.h) phrase = '"' words '"' [ "~" n ] ;                  ~n allows n words
//   between; typographic quotes too (query_cursor.h)
//                                                       \" in quotes is a quote, \\ a \; a \ before
//                                                       anything else is itself
//   word   = text [ "~" [ "1" | "2" ] ] | "=" text ;    fuzzy, exact form; in a word * stands for
//   any letters, ? for one of them
//
// ~ alone allows one error in a word of up to five letters, two in a longer one. | ends a word; &&
// is no operator. Punctuation between blanks stands for nothing, but for an error where there is
// nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "indexer/text/error.h"
#include "query/language/query_tree.h"
#include "query/language/saved_query.h"

namespace assay {

/// The tree of a query in the language above. `now`: seconds since 1970, for ages (updated:7d).
/// Where a word may stand, @name is the query of that name in `saved`, as if it stood there in
/// parentheses; an error in it is at the place of @name, and its words have no place (begin and end
/// are npos). @name for no such query is a word. Errors have kind query, the column of the place
/// (1-based, in code points), and one hint. Never recurses deeper than max_query_depth.
Result<QueryNode> parse_query(std::string_view text, std::int64_t now,
                              const SavedQueries& saved = {});

/// The error of a text that has no word, tag or filter in it: "..." is no way to ask for every
/// note. nullopt for blanks alone and for *, which are.
std::optional<Error> nothing_to_search_for(std::string_view text);

}  // namespace assay
