// Splits text into tokens. The one definition of a word, for indexing, querying and marking.
//
//   text               terms (position)
//   Café               cafe(1), exact café
//   open-source        open(1) source(2) and the compound opensource(1)
//   don’t  AT&T  R&D   don't  at&t  r&d
//   Peter's            peter's(1) and its part peter(1)
//   snake_case         snake(1) case(2): a query for it is a phrase
//   l'eau  rock&roll   l(1) eau(2) and the compound leau(1): only English endings stay attached
//   C++  C#  .NET      c++  c#  net (exact .net)
//   @name              name (exact @name)
//   3.14  v1.4.22      as written; and 1.4.22 and 1.4, parts of v1.4.22
//   1,234              as written; and its part 1234
//   15.03.2024         15.03.2024(1) and its parts 15.03(1) and 2024(1): groups of four digits, and
//                      the beginnings of a dotted number
//   getUserName        getusername(1) and its pieces get(1) user(1) name(1); JavaScript and iPhone
//                      have no pieces
//   5€  5%  §5  A→B    5(1) €(2)  5(1) %(2)  §(1) 5(2)  a(1) →(2) b(3): signs that are read aloud
//                      are words
//   Windows®           windows(1) and its part ®(1)
//   node.js            node(1) js(2) and the compound nodejs(1)
//   開源碼             开(1) 源(2) 码(3) and the pairs 开源(1) 源码(2), exact 開源 and 源碼: any
//                      substring is a phrase of pairs
//   🎉                 🎉
//
// Same bytes in, same tokens out, on every machine: nothing depends on the locale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::text {

/// Part of the index stamp. Raise it with every change of the tokens.
inline constexpr int tokenizer_version = 5;

/// Extra positions at the end of a line or table cell, so that phrases do not cross it and NEAR is
/// hardly affected.
inline constexpr std::uint32_t line_gap = 1;

struct Token {
    enum class Kind : std::uint8_t {
        word,      // a word of an alphabetic script, a number, an emoji
        unigram,   // one character of an unspaced script
        bigram,    // two neighbouring unigrams
        compound,  // the parts of a hyphenated word as one word; follows its parts
        part,   // a part of the previous word that also finds it; not a word itself, and ignored in
                // queries
        piece,  // a part of a name in camel case; indexed without position, so phrases and NEAR
                // ignore it
    };
    bool is_part() const { return kind == Kind::part || kind == Kind::piece; }

    std::string_view folded;  // the index term: case and accents folded; valid until the next call
    std::string_view exact;   // accents and signs kept; empty when it would equal `folded`
    std::size_t begin = 0;    // bytes of the text, half-open; on code point boundaries
    std::size_t end = 0;
    std::uint32_t position = 0;  // 1-based, with gaps; a compound has that of its first part
    Kind kind = Kind::word;
    bool after_hyphen = false;  // joined to the previous word by a hyphen, dot, apostrophe or &, or
                                // next to a sign (5€)
};

/// Walks over `text`, which must outlive the tokenizer. Invalid UTF-8 separates words. Takes linear
/// time.
class Tokenizer {
public:
    explicit Tokenizer(std::string_view text) : text_(text) {}

    /// Reads the next token, in order of position. Returns false at the end.
    bool next(Token& token);

    /// Begins with another text and keeps the memory.
    void restart(std::string_view text);

private:
    struct Range {
        std::size_t begin, end;
    };
    struct Pending {
        Range folded, exact;  // into arena_
        Range source;         // into text_
        std::uint32_t position;
        Token::Kind kind;
        bool after_hyphen;
    };
    struct Part;
    static constexpr std::size_t shortest_head = 3;  // letters of the Peter of Peter's

    bool fill();
    bool scan_simple_word();
    void scan_word_chain();
    Part scan_part();
    bool joins_next_part(const Part& part) const;
    void scan_unspaced_character();
    void skip_gap();
    void scan_sign();
    Range emit_word(const Part& part, bool after_hyphen);
    void emit_part(Range source, std::string_view folded, Token::Kind kind = Token::Kind::part);
    void emit_camel_words(const Part& part);
    void emit_number_parts(const Part& part, std::string_view folded);
    void emit(Range source, std::string_view folded, std::string_view exact, Token::Kind kind,
              std::uint32_t position);

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t position_ = 0;
    bool gap_ = false;                       // a line ended since the last token
    std::string run_last_, run_last_exact_;  // last character of the current unspaced run
    std::size_t run_last_begin_ = 0;         // where it began
    std::size_t run_end_ = 0;                // where the next character would continue the run
    std::size_t last_end_ = 0;               // of the last word or sign
    std::size_t sign_end_ = static_cast<std::size_t>(-1);  // of the last sign
    std::string arena_;
    std::vector<Pending> pending_;
    std::size_t next_pending_ = 0;
};

/// Returns the words of a text, and the characters of its unspaced scripts, folded and separated by
/// spaces. Titles with the same result are equal.
std::string whole_text(std::string_view text);

/// Returns the same without stop words (stop_words.h), unless there are only stop words: "the
/// commons" becomes "commons".
std::string text_without_stop_words(std::string_view text);

}  // namespace assay::text
