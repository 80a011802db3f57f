// What a search answers, as plain values that own their text. Nothing of Xapian leaves query/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/note_record.h"

namespace assay::query {

/// Half-open byte range [begin, end) of the text it accompanies; both ends on code point
/// boundaries.
struct TextRange {
    std::size_t begin = 0, end = 0;
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// The kind of text that a place of a note is in. If several apply, the first one here counts: code
/// in a table is code.
enum class Region : std::uint8_t { heading, code, table, quote, body };

/// A paragraph, a list item, a table cell, a heading or a block of code.
struct Block {
    std::string text;          // plain; only code has more than one line
    schema::Place begin, end;  // in the file, half-open
};

struct TextLine {
    std::uint32_t line = 0;  // in the file, 1-based
    std::string text;        // one line, plain text
};

/// The lines around a passage, without blank lines. If the passage begins or ends within a line,
/// the line nearest to it on that side is the rest of that line.
struct PassageContext {
    std::vector<TextLine> before, after;
};

/// A stretch of a note, below one heading, that shows why it matched.
struct Passage {
    std::vector<std::string> headings;   // from the outermost to the one it is under
    std::string anchor;                  // of the last of them; empty above the first
    Region region = Region::body;        // of its first mark, or of its first character
    std::uint32_t line = 0, column = 0;  // of the same in the file; 1-based, code points
    std::uint32_t utf16_column = 0, byte_column = 0;  // the same column in other units (Place)
    schema::Place end;                                // in the file, after its last character
    std::optional<Block> block;                       // around the same, if the request wants it
    std::string text;                                 // one line, plain text, nothing escaped
    std::vector<TextRange> marks;                // what matched: sorted, disjoint, not touching
    bool cut_before = false, cut_after = false;  // the paragraph continues there
    std::optional<PassageContext> context;       // if the request wants context
};

/// How much a part of the query adds to the score of a hit.
struct Share {
    std::string what;  // "infrastructure", "in a row: open source"
    double score = 0;
};

struct Hit {
    std::size_t rank = 0;  // 1-based, over the whole ranking
    double score = 0;      // comparable only within one answer
    std::string path, title;
    std::string file;  // absolute, byte for byte; set by the caller that knows the root of the
                       // corpus; empty = not known
    std::vector<TextRange> title_marks;
    std::vector<TextRange> name_marks;  // what matched in the name of the file (file_stem of the
                                        // path), unless the title says the same
    std::vector<std::string> tags;
    std::optional<std::string> created;  // as Date::text (note_record.h)
    std::string updated;
    std::string modified;   // "2025-11-19T08:12:44Z": from the file system
    std::string permalink;  // empty = none
    std::string url;        // set by the caller that knows the site; empty = none
    std::string lang;
    std::optional<bool> published;
    std::string meta;  // JSON object
    std::uint32_t words = 0;
    std::optional<std::size_t> links_in, links_out;   // notes that link to it, and that it links
                                                      // to, if the request wants them
    bool links_here = false, is_linked_here = false;  // related: it links to the note, and the
                                                      // note links to it
    std::optional<std::string> text;  // plain text of the whole note, if the request wants it
    std::vector<Passage> passages;    // best first
    std::size_t more_passages = 0;    // that match and are not shown
    std::vector<std::string>
        missing;  // words of the query that it lacks, as written; empty: it has all words
    std::vector<Share> shares;  // with explain: the parts of the score, largest first
};

struct FacetCount {
    std::string value;
    std::size_t count = 0;  // matching notes
    friend bool operator==(const FacetCount&, const FacetCount&) = default;
};

/// Exact counts over all matching notes. Adding a value to the query as a filter (tag:, created:,
/// path:, lang:, meta.KEY:) finds that many notes.
struct Facet {
    std::string name;  // as in the request
    char separator =
        '\0';  // between a value and what it is nested in, which counts too; 0: no nesting
    std::vector<FacetCount> counts;  // most notes first, ties by value; years ascending. Notes
                                     // without a value are not counted
};

/// A similar query that finds something.
struct Suggestion {
    std::string query;
    std::size_t total = 0;  // how many notes it finds
};

/// A part of a query that found nothing, and how many notes it finds alone.
struct ClauseCount {
    std::string query;
    std::size_t total = 0;
    std::optional<std::string> nearest;  // a similar spelling that the corpus has
};

/// A word that no note has, and what was searched for instead: another word, or the same word with
/// a
/// * after it.
struct CorrectedWord {
    std::string written, shown;
    friend bool operator==(const CorrectedWord&, const CorrectedWord&) = default;
};

/// How a query was understood.
struct Explanation {
    struct Term {
        std::string text;    // consecutive words with blanks between them
        std::string reason;  // "same stem"
    };
    struct Word {
        std::string written;
        std::vector<Term> terms;  // what the word stands for
    };
    std::string answered;  // the query that was matched, after correction and relaxing
    std::vector<Word> words;
    std::string query;  // as Xapian describes it
};

struct SearchResult {
    std::vector<Hit> hits;
    std::vector<Facet> facets;      // those of the request, in that order
    std::size_t total = 0;          // notes that match, exact
    std::size_t total_partial = 0;  // notes after those: with most of the words, or with any word
                                    // if no note has all
    std::string parsed;             // the query as understood
    std::vector<std::string> dropped;  // stop words that were not searched for, as written
    std::optional<std::string>
        corrected;  // the query that was answered instead, because no note has some word
    std::vector<CorrectedWord> corrections;  // the words in which it differs
    bool relaxed = false;                    // no note has all words: the hits have some of them
    std::vector<std::string> words;          // relaxed: all of them
    std::vector<ClauseCount> clauses;        // only when nothing matched
    std::optional<Suggestion> suggestion;    // only when nothing matched
    std::optional<Explanation> explanation;
    std::vector<std::string> warnings;
    std::size_t notes = 0;      // in the index
    std::string index_updated;  // last change of the index
    double elapsed_ms = 0;
};

}  // namespace assay::query
