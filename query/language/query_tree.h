// A query as it was understood.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/fields.h"
#include "indexer/text/tokenizer.h"

namespace assay::query {

inline constexpr std::size_t min_prefix_letters =
    3;  // in a word with * or ?, and before ~; not before * in an unspaced script
inline constexpr std::size_t default_near_distance = 10;

/// A word of a leaf, as the tokenizer sees it.
struct Word {
    std::string folded, exact;       // exact: empty when it would equal folded
    std::size_t begin = 0, end = 0;  // bytes of the leaf's text
    text::Token::Kind kind = text::Token::Kind::word;
    bool after_hyphen = false;
    bool pattern = false;  // folded has * or ? in it

    /// True if the signs of the word count: C++ and .NET are searched for with their signs.
    bool has_sign() const {
        return exact.size() > folded.size() && exact.find_first_of(".@+#") != exact.npos;
    }
};

struct QueryNode {
    enum class Kind : std::uint8_t {
        all,     // the empty query: every note
        word,    // text; exact, prefix, pattern or with edits
        phrase,  // text: words in this order, with at most `distance` other words between them; the
                 // text is shorter than its place in the query if a \ protects a character
        near,  // children (word, phrase, or any_of of these) within `distance` words of each other,
               // in any order
        tag,   // text: the tag and tags nested in it; exact: only the tag itself
        file,  // text: a part of the name of the file, or a glob for it
        path,  // text: a folder ("essays/"), a path, or a glob
        lang,  // text: a language and its variants ("en" includes "en-GB")
        is,    // text: "published" or "draft"
        has,   // text: what the body holds ("code")
        meta,  // key: text in any other front matter
        linked,   // key: "links" (to the note `text`), "linked-by" (it), "mentions" (it)
        range,    // field (created, updated, modified, words) in [from, until)
        all_of,   // every child
        any_of,   // one child at least
        none_of,  // not the only child
    };
    Kind kind = Kind::all;
    std::string text;
    std::vector<Word> words;  // of word and phrase: what is in `text` (cut_words)
    std::string key;          // of meta and linked
    schema::Field field =
        schema::Field::body;  // where to search for word and phrase; body is the whole note
    bool exact = false;
    bool prefix = false;   // word: finds words that begin with it
    bool pattern = false;  // word: the text has * or ? in it, not only a * at its end
    bool unfinished =
        false;  // word: somebody is still typing it; finds its forms and words that begin with it
    bool bound = false;  // word: beside an operator or in brackets, so never dropped as a stop word
    std::uint8_t edits = 0;    // word: typing errors allowed
    std::size_t distance = 0;  // words
    std::optional<std::int64_t> from,
        until;  // seconds (value_range.h), or a number of words; nullopt = open
    bool from_instant = false, until_instant = false;  // of a date: that end has a time zone
    std::size_t times = 1;  // word of a plain text: how often the text has it
    std::size_t column =
        0;  // of the first character of `text`, or of a group; 1-based, in code points of the query
    std::size_t
        begin = 0,
        end = 0;  // bytes of the query that `text`, or the value of a range, has; only of leaves
    std::vector<QueryNode> children;

    /// True for a filter that depends on the links between notes.
    bool is_of_links() const {
        return kind == Kind::linked ||
               (kind == Kind::is && (text == "orphan" || text == "dead-end")) ||
               (kind == Kind::has && (text == "broken-link" || text == "wanted-link"));
    }
};

}  // namespace assay::query
