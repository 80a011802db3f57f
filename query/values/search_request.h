// What a search is asked, as plain values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/language/saved_query.h"

namespace assay::query {

/// When notes with most of the words follow those with all of them. Only for words without
/// operators (relaxing.h).
enum class Partial : std::uint8_t {
    never,
    fill_page,  // if notes with all words are fewer than a page (all_hits: the usual page)
    always,
};

enum class SortBy : std::uint8_t { relevance, created, updated, modified, title, words, path };

/// The facets that every corpus has. Any other name is a key of other front matter.
inline constexpr std::array<std::string_view, 4> facet_names{"tag", "year", "folder", "lang"};
/// The months of creation, "2023-04", for a timeline. No key of front matter begins with a colon.
inline constexpr std::string_view month_facet = ":month";
/// A prefix of such a key. It is needed only if the key has the name of one of these facets.
inline constexpr std::string_view meta_prefix = "meta.";

inline constexpr std::size_t all_passages = std::numeric_limits<std::size_t>::max(),
                             all_hits = all_passages;

/// How many lines of a note to show before and after a passage.
struct ContextLines {
    std::size_t before = 0, after = 0;
};

/// Hits of a page by default.
inline constexpr std::size_t usual_limit = 10;

struct SearchRequest {
    std::string text;                   // the query language; empty = every note, newest first
    std::vector<std::string> tags;      // the note has all of these, or tags nested in them
    std::vector<std::string> not_tags;  // the note has none of these
    std::vector<std::string> paths;  // the note is in one of these folders, or its path matches one
                                     // of these globs; empty = anywhere
    std::optional<std::string> after;  // the note was created on this date or later
    std::optional<std::string>
        before;  // the note was created earlier; dates as in the query language
    std::size_t limit = usual_limit;  // at most; all_hits for every hit
    std::size_t offset = 0;
    std::size_t passages = 1;  // at most for each hit; all_passages for every passage
    bool blocks = false;       // fill Passage::block
    bool whole_text = false;   // fill Hit::text
    ContextLines context;      // shown with each passage
    bool plain = false;        // text is not a query: find any of its words
    bool correct = true;       // replace words that no note has by their nearest spelling
    Partial partial = Partial::never;
    bool unfinished =
        false;  // somebody is still typing: the last word, if no blank follows, is a prefix too
    bool explain = false;  // fill SearchResult::explanation and Hit::shares
    std::vector<std::vector<std::string>> synonyms;  // words and phrases of a group mean the same
    std::vector<std::pair<std::string, double>>
        weights;  // globs (glob.h) and the factors for the scores of their notes; the last glob
                  // that matches counts
    SavedQueries queries;  // what @name in the text stands for
    std::vector<std::string>
        facets;  // names of facets, counted over all matching notes: "tag", "status", "meta.year"
    SortBy sort =
        SortBy::relevance;  // times: newest first; words: most first; title and path: ascending
    bool reverse = false;   // reverse the order; by relevance: the same hits, the best last
};

}  // namespace assay::query
