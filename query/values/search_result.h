// The answer, as plain values that own their text: nothing of Xapian leaves the room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/schema/note_record.h"

namespace assay {

/// Half-open byte range [begin, end) of the text it accompanies; both ends on code point
/// boundaries.
struct TextRange {
    std::size_t begin = 0, end = 0;
    friend bool operator==(const TextRange&, const TextRange&) = default;
};

/// What of a note a place lies in. Of several the first one here counts: a word of code in a table
/// is code.
enum class Region : std::uint8_t { heading, code, table, quote, body };

/// A paragraph, an item of a list, a cell of a table, a heading or a block of code.
struct Block {
    std::string text;  // plain; only code has more than one line
    Place begin, end;  // in the file, half-open
};

struct TextLine {
    std::uint32_t line = 0;  // in the file, 1-based
    std::string text;        // one line, plain text
};

/// What stands around a passage, without blank lines. The first line on either side is the rest of
/// a line that the passage holds only a part of, if there is such a rest.
struct PassageContext {
    std::vector<TextLine> before, after;
};

/// A stretch of a note, below one heading, that shows why it matched.
struct Passage {
    std::vector<std::string> headings;   // from the outermost to the one it stands under
    std::string anchor;                  // of the last of them; empty above the first
    Region region = Region::body;        // of its first mark, or of its first character
    std::uint32_t line = 0, column = 0;  // of the same in the file; 1-based, code points
    std::uint32_t utf16_column = 0, byte_column = 0;  // the same column in other units (Place)
    Place end;                                        // in the file, behind its last character
    std::optional<Block> block;                       // around the same, where the request wants it
    std::string text;                                 // one line, plain text, nothing escaped
    std::vector<TextRange> marks;                // what matched: sorted, disjoint, not touching
    bool cut_before = false, cut_after = false;  // the note goes on there in the same paragraph
    std::optional<PassageContext> context;       // where the request wants lines of it
};

/// What a part of the query adds to the score of a hit.
struct Share {
    std::string what;  // "infrastructure", "in a row: open source"
    double score = 0;
};

struct Hit {
    std::size_t rank = 0;  // 1-based, over the whole ranking
    double score = 0;      // comparable within one answer only
    std::string path, title;
    std::string file;  // absolute, byte for byte; set by whoever knows the root of the corpus;
                       // empty = not known
    std::vector<TextRange> title_marks;
    std::vector<TextRange> name_marks;  // what matched in the name of the file (file_stem of the
                                        // path), where the title does not say the same
    std::vector<std::string> tags;
    std::optional<std::string> created;  // as Date::text (note_record.h)
    std::string updated;
    std::string modified;   // "2025-11-19T08:12:44Z": the file's own time
    std::string permalink;  // empty = none
    std::string url;        // set by whoever knows the site; empty = none
    std::string lang;
    std::optional<bool> published;
    std::string meta;  // JSON object
    std::uint32_t words = 0;
    std::optional<std::string> text;  // plain text of the whole note, where the request wants it
    std::vector<Passage> passages;    // best first
    std::size_t more_passages = 0;    // that matched and are not shown
    std::vector<std::string>
        missing;  // words of the query that it lacks, as typed; empty: it has all of them
    std::vector<Share> shares;  // explain: of the score, largest first
};

struct FacetCount {
    std::string value;
    std::size_t count = 0;  // matching notes
    friend bool operator==(const FacetCount&, const FacetCount&) = default;
};

/// Counts over all matching notes, exact. The value as a filter (tag:, created:, path:, lang:,
/// meta.KEY:) finds so many of them.
struct Facet {
    std::string name;  // as asked for
    char separator =
        '\0';  // between a value and what it is nested in, which counts too; 0: none is
    std::vector<FacetCount> counts;  // most notes first, ties by value; years ascending. A note
                                     // without a value is in none
};

/// Another query, nearly the same, that finds something.
struct Suggestion {
    std::string query;
    std::size_t total = 0;  // notes it finds
};

/// A part of a query that found nothing, counted alone.
struct ClauseCount {
    std::string query;
    std::size_t total = 0;
    std::optional<std::string> nearest;  // what the corpus has that is spelled nearly so
};

/// A word that no note has, and what was looked for instead: another word, or the same with a *
/// after it.
struct CorrectedWord {
    std::string written, shown;
    friend bool operator==(const CorrectedWord&, const CorrectedWord&) = default;
};

/// How a query was understood.
struct Explanation {
    struct Term {
        std::string text;    // words in a row with blanks between
        std::string reason;  // "same stem"
    };
    struct Word {
        std::string written;
        std::vector<Term> terms;  // that it stands for
    };
    std::string answered;  // the tree that was matched, corrected and relaxed
    std::vector<Word> words;
    std::string query;  // as Xapian describes it
};

struct SearchResult {
    std::vector<Hit> hits;
    std::vector<Facet> facets;      // those asked for, in that order
    std::size_t total = 0;          // notes that match, exact
    std::size_t total_partial = 0;  // and that have most of the words only, or some where none has
                                    // all: they follow the others
    std::string parsed;             // the query as understood
    std::vector<std::string> dropped;  // stop words of it that asked for nothing, as typed
    std::optional<std::string>
        corrected;  // the query that was answered instead, a word of it being nowhere
    std::vector<CorrectedWord> corrections;  // the words in which it differs
    bool relaxed = false;                    // no note has all of the words: the hits have some
    std::vector<std::string> words;          // relaxed: all of them
    std::vector<ClauseCount> clauses;        // only when nothing matched
    std::optional<Suggestion> suggestion;    // only when nothing matched
    std::optional<Explanation> explanation;
    std::vector<std::string> warnings;
    std::size_t notes = 0;      // in the index
    std::string index_updated;  // last change of the index
    double elapsed_ms = 0;
};

}  // namespace assay
