// A query as it was understood.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/fields.h"
#include "indexer/text/tokenizer.h"

namespace assay {

inline constexpr std::size_t min_prefix_letters =
    3;  // in a word with * or ?, and before ~; a script without spaces needs none before *
inline constexpr std::size_t default_near_distance = 10;

/// A word of a leaf, as the tokenizer sees it.
struct Word {
    std::string folded, exact;       // exact: empty when it would equal folded
    std::size_t begin = 0, end = 0;  // bytes of the leaf's text
    Token::Kind kind = Token::Kind::word;
    bool after_hyphen = false;
    bool pattern = false;  // folded has * or ? in it

    /// True for words whose signs count: C++ and .NET are looked for with their signs.
    bool has_sign() const {
        return exact.size() > folded.size() && exact.find_first_of(".@+#") != exact.npos;
    }
};

struct QueryNode {
    enum class Kind : std::uint8_t {
        all,     // the empty query: every note
        word,    // text; exact, prefix, pattern or with edits
        phrase,  // text: words in this order, `distance` words allowed between them; shorter than
                 // its place where a \ protects
        near,  // children (word, phrase, or any_of of these) within `distance` words of each other,
               // in any order
        tag,   // text: the tag and what is nested below it; exact: it alone
        file,  // text: a part of the name of the file, or a glob over it
        path,  // text: a folder ("essays/"), a path, or a glob
        lang,  // text: a language, with what is more special ("en" has "en-GB")
        is,    // text: "published" or "draft"
        has,   // text: what the body holds ("code")
        meta,  // key: text in any other front matter
        range,    // field (created, updated, modified, words) from `from` up to, not including,
                  // `until`
        all_of,   // every child
        any_of,   // one child at least
        none_of,  // not the only child
    };
    Kind kind = Kind::all;
    std::string text;
    std::vector<Word> words;    // of word and phrase: what is in `text` (cut_words)
    std::string key;            // of meta
    Field field = Field::body;  // where word and phrase are looked for: body is the whole note
    bool exact = false;
    bool prefix = false;       // word: the beginning of what it finds
    bool pattern = false;      // word: the text has * or ? in it, not only a * at its end
    bool unfinished = false;   // word: somebody is typing it; a prefix, and also all its forms
    bool bound = false;        // word: beside an operator or in brackets; no stop word then
    std::uint8_t edits = 0;    // word: the most typing errors between it and what it finds
    std::size_t distance = 0;  // words
    std::optional<std::int64_t> from,
        until;  // seconds (value_range.h), or a number of words; nullopt = open
    bool from_instant = false, until_instant = false;  // of a date: that end has a zone
    std::size_t times = 1;  // word of a plain text: how often it stands there
    std::size_t column =
        0;  // of the first character of `text`, or of a group; 1-based, in code points of the query
    std::size_t
        begin = 0,
        end = 0;  // where `text`, or the value of a range, stands in the query, in bytes; of leaves
    std::vector<QueryNode> children;
};

}  // namespace assay
