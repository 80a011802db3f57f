// The question, as plain values.
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

namespace assay {

/// Whether notes with most of the words follow those with all of them. Only for words without
/// operators (relaxing.h).
enum class Partial : std::uint8_t {
    never,
    fill_page,  // where those with all of them do not fill the page (of all_hits: the usual one),
                // or there are none
    always,
};

enum class SortBy : std::uint8_t { relevance, created, updated, modified, title, words, path };

/// Facets of every corpus; any other name is a key of other front matter.
inline constexpr std::array<std::string_view, 4> facet_names{"tag", "year", "folder", "lang"};
/// May stand before such a key, and must where it is called like one of them.
inline constexpr std::string_view meta_prefix = "meta.";

inline constexpr std::size_t all_passages = std::numeric_limits<std::size_t>::max(),
                             all_hits = all_passages;

/// Lines of a note that stand before and after a passage.
struct ContextLines {
    std::size_t before = 0, after = 0;
};

/// Hits of a page, where nobody says how many.
inline constexpr std::size_t usual_limit = 10;

struct SearchRequest {
    std::string text;                   // the query language; empty = every note, newest first
    std::vector<std::string> tags;      // the note has all of these (and what is nested below them)
    std::vector<std::string> not_tags;  // and none of these
    std::vector<std::string> paths;  // it lies in one of these folders, or its path matches one of
                                     // these globs; empty = anywhere
    std::optional<std::string> after;  // it was created on this date or later,
    std::optional<std::string>
        before;  // and earlier than this one; as the query language writes dates
    std::size_t limit = usual_limit;  // most hits; all_hits for every one
    std::size_t offset = 0;
    std::size_t passages = 1;  // most per hit; all_passages for every one
    bool blocks = false;       // fill Passage::block
    bool whole_text = false;   // fill Hit::text
    ContextLines context;      // shown with each passage
    bool plain = false;        // text is no query: any of its words
    bool correct = true;       // a word that occurs nowhere is answered with its nearest spelling
    Partial partial = Partial::never;
    bool unfinished =
        false;  // somebody is typing the text: its last word, if no blank follows, is a prefix too
    bool explain = false;  // fill SearchResult::explanation and Hit::shares
    std::vector<std::vector<std::string>> synonyms;  // words and phrases of a group mean the same
    std::vector<std::pair<std::string, double>>
        weights;  // glob (glob.h) -> what the score of its notes is multiplied by; the last that
                  // matches counts
    SavedQueries queries;  // of which @name in the text may be one
    std::vector<std::string>
        facets;  // names of what is counted over all matching notes: "tag", "status", "meta.year"
    SortBy sort =
        SortBy::relevance;  // times newest first, words most first, title and path ascending
    bool reverse =
        false;  // the other way round; by relevance: the same hits, the best of them last
};

}  // namespace assay
