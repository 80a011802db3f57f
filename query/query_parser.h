// Text -> syntax tree. Our own grammar and types: Xapian's parser inverts lone negatives and reports no place (engine notes, A).
//
//   query  = [ or ] ;                                   operators are upper case; juxtaposition is AND
//   or     = and { ( "OR" | "|" ) and } ;
//   and    = unary { [ "AND" ] unary } ;
//   unary  = [ "-" | "!" | "NOT" ] near ;               anywhere, also first and alone
//   near   = prim { "NEAR" [ "/" n ] prim } ;           within n words (10): words, phrases, groups of these joined by OR
//   prim   = "(" or ")" | field ":" value | "#" tag | "@" name | phrase | word ;
//   value  = "(" or ")" | phrase | word ;               of title, heading, quote, code; the others are filters (query_filters.h)
//   phrase = '"' words '"' [ "~" n ] ;                  ~n allows n words between; typographic quotes too (query_cursor.h)
//                                                       \" in quotes is a quote, \\ a \; a \ before anything else is itself
//   word   = text [ "~" [ "1" | "2" ] ] | "=" text ;    fuzzy, exact form; in a word * stands for any letters, ? for one of them
//
// ~ alone allows one error in a word of up to five letters, two in a longer one. | ends a word; && is no operator.
// Punctuation between blanks stands for nothing, but for an error where there is nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/error.h"
#include "indexer/schema/fields.h"
#include "query/search_request.h"

namespace assay {

inline constexpr std::size_t min_prefix_letters = 3;  // in a word with * or ?, and before ~; a script without spaces needs none before *
inline constexpr std::size_t default_near_distance = 10;

struct QueryNode {
    enum class Kind : std::uint8_t {
        all,      // the empty query: every note
        word,     // text; exact, prefix, pattern or with edits
        phrase,   // text: words in this order, `distance` words allowed between them; shorter than its place where a \ protects
        near,     // children (word, phrase, or any_of of these) within `distance` words of each other, in any order
        tag,      // text: the tag and what is nested below it; exact: it alone
        file,     // text: a part of the name of the file, or a glob over it
        path,     // text: a folder ("essays/"), a path, or a glob
        lang,     // text: a language, with what is more special ("en" has "en-GB")
        is,       // text: "published" or "draft"
        has,      // text: what the body holds ("code")
        meta,     // key: text in any other front matter
        range,    // field (created, updated, modified, words) from `from` up to, not including, `until`
        all_of,   // every child
        any_of,   // one child at least
        none_of,  // not the only child
    };
    Kind kind = Kind::all;
    std::string text;
    std::string key;            // of meta
    Field field = Field::body;  // where word and phrase are looked for: body is the whole note
    bool exact = false;
    bool prefix = false;                     // word: the beginning of what it finds
    bool pattern = false;                    // word: the text has * or ? in it, not only a * at its end
    bool unfinished = false;                 // word: somebody is typing it; a prefix, and also all its forms
    bool bound = false;                      // word: beside an operator or in brackets; no stop word then
    std::uint8_t edits = 0;                  // word: the most typing errors between it and what it finds
    std::size_t distance = 0;                // words
    std::optional<std::int64_t> from, until; // seconds (value_range.h), or a number of words; nullopt = open
    bool from_instant = false, until_instant = false;  // of a date: that end has a zone
    std::size_t times = 1;                   // word of a plain text: how often it stands there
    std::size_t column = 0;                  // of the first character of `text`, or of a group; 1-based, in code points of the query
    std::size_t begin = 0, end = 0;          // where `text`, or the value of a range, stands in the query, in bytes; of leaves
    std::vector<QueryNode> children;
};

/// The tree of a query in the language above. `now`: seconds since 1970, for ages (updated:7d). Where a word may stand, @name is the query
/// of that name in `saved`, as if it stood there in parentheses; an error in it is at the place of @name, and its words have no place
/// (begin and end are npos). @name for no such query is a word.
/// Errors have kind query, the column of the place (1-based, in code points), and one hint. Never recurses deeper than max_query_depth.
Result<QueryNode> parse_query(std::string_view text, std::int64_t now, const SavedQueries& saved = {});

/// The error of a text that has no word, tag or filter in it: "..." is no way to ask for every note. nullopt for
/// blanks alone and for *, which are.
std::optional<Error> nothing_to_search_for(std::string_view text);

/// Any of the words of a text that is no query: no operators, no errors, whatever the bytes (what is not UTF-8 separates words). A word
/// that comes again is counted (times), and those after the first max_plain_words are left out. Hyphens keep a word together; text of an unspaced script
/// gives its pairs of characters, which are words like any other here. Linear in the size of the text.
QueryNode parse_plain(std::string_view text);

/// The query as understood, in its own language, fully parenthesised: "(open-source AND -title:x)". It parses again, to the same tree,
/// unless it is beyond the limits now; names of dates and ages are days.
std::string to_string(const QueryNode& node);

/// The value of a filter as it has to be typed behind its colon: in quotes where a word could not be it. `kind`: of the
/// filter.
std::string typed_value(std::string_view text, QueryNode::Kind kind);

/// "meta.status", with the key in quotes where it has to be.
std::string typed_meta_name(std::string_view key);

}  // namespace assay
