// Text -> syntax tree. The grammar and the types are our own: Xapian's parser inverts lone
// negatives, and reports no place of an error (doc/engine-notes.md, "Positions and phrases").
//
// clang-format off
//   query  = [ or ] ;                              operators are upper case; no operator means AND
//   or     = and { ( "OR" | "|" ) and } ;
//   and    = unary { [ "AND" ] unary } ;
//   unary  = [ "-" | "!" | "NOT" ] near ;          anywhere, also first and alone
//   near   = prim { "NEAR" [ "/" n ] prim } ;      within n words (10); joins words, phrases, and
//                                                  groups of these with OR
//   prim   = "(" or ")" | field ":" value | "#" tag | "@" name | phrase | word ;
//   value  = "(" or ")" | phrase | word ;          of title, heading, quote, code; the values of
//                                                  filters are in query_filters.h
//   phrase = '"' words '"' [ "~" n ] ;             ~n allows n other words between; typographic
//                                                  quotes too (query_cursor.h); in quotes \" is a
//                                                  quote, \\ is \, and any other \ is itself
//   word   = text [ "~" [ "1" | "2" ] ]            fuzzy
//          | "=" text ;                            exact; in a word * is any letters, ? is one
// clang-format on
//
// A ~ without a number allows one error in a word of up to five letters, two in a longer word. A |
// ends a word. && is not an operator. Punctuation between blanks is ignored, and an error if there
// is nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "indexer/text/error.h"
#include "query/language/query_tree.h"
#include "query/language/saved_query.h"

namespace assay::query {

/// Parses a query in the language above. `now`: seconds since 1970, for ages (updated:7d). @name in
/// the place of a word is the query of that name in `saved`, as if it were there in parentheses; an
/// error in it is at the place of @name, and its words have no place (begin and end are npos). If
/// `saved` has no such query, @name is a word. Errors have kind query, the column of the place
/// (1-based, in code points), and one hint. Never recurses deeper than max_query_depth.
Result<QueryNode> parse_query(std::string_view text, std::int64_t now,
                              const SavedQueries& saved = {});

/// Returns the error of a text that has no word, tag or filter, such as "...". Returns nullopt for
/// blanks alone and for *, which ask for every note.
std::optional<Error> nothing_to_search_for(std::string_view text);

}  // namespace assay::query
