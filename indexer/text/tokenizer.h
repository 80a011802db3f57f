// Text -> tokens: the one definition of a word, for indexing, querying and marking.
//
//   typed                       terms (position)
//   Café                        cafe(1), exact café
//   open-source                 open(1) source(2) and the compound opensource(1)
//   don’t  AT&T  R&D            don't  at&t  r&d
//   Peter's                     peter's(1), and its part peter(1)
//   snake_case                  snake(1) case(2): a query for it is a phrase
//   l'eau  rock&roll            l(1) eau(2) and the compound leau(1): only English endings stay
//   with their word C++  C#  .NET  @name        c++  c#  net (exact .net)  name (exact @name) 3.14
//   1,234  v1.4.22        as they stand; and 1234, a part of 1,234, and 1.4.22 and 1.4, parts of
//   v1.4.22 15.03.2024                  15.03.2024(1), and its parts 15.03(1) and 2024(1): groups
//   of four digits, and how a row of dots begins getUserName                 getusername(1), and
//   its pieces get(1) user(1) name(1); JavaScript and iPhone have none 5€  5%  §5  A→B 5(1) €(2)
//   5(1) %(2)  §(1) 5(2)  a(1) →(2) b(3): signs that are read aloud are words Windows® windows(1),
//   and its part ®(1) node.js                     node(1) js(2) and the compound nodejs(1) 開源碼
//   开(1) 源(2) 码(3) and the pairs 开源(1) 源码(2), exact 開源 and 源碼: any substring is a phrase
//   of pairs 🎉                          🎉
//
// Same bytes in, same tokens out, on every machine: nothing depends on the locale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// Part of the index stamp; raise it with every change of what the tokenizer yields.
inline constexpr int tokenizer_version = 5;

/// Words on two sides of a line or cell boundary are this many positions further apart, so that no
/// phrase crosses it and NEAR hardly notices.
inline constexpr std::uint32_t line_gap = 1;

struct Token {
    enum class Kind : std::uint8_t {
        word,      // a word of an alphabetic script, a number, an emoji
        unigram,   // one character of an unspaced script
        bigram,    // it and its neighbour
        compound,  // the parts of a hyphenated word written as one; comes after its parts
        part,   // a stretch of the word before it, that finds it too: no word of its own, and not
                // looked for where a query has the word
        piece,  // a part of a name in camel case: the index keeps no position of it, so that
                // phrases and NEAR do not see it
    };
    bool is_part() const { return kind == Kind::part || kind == Kind::piece; }

    std::string_view folded;  // the index term: case and accents folded; valid until the next call
    std::string_view exact;   // accents and signs kept; empty when it would equal `folded`
    std::size_t begin = 0;    // bytes of the text, half-open; on code point boundaries
    std::size_t end = 0;
    std::uint32_t position = 0;  // 1-based, with gaps; of a compound, that of its first part
    Kind kind = Kind::word;
    bool after_hyphen = false;  // a word joined to the one before it by a hyphen, dot, apostrophe
                                // or &, or one of them a sign (5€)
};

/// Walks over `text`, which must outlive it. Invalid UTF-8 separates words. Linear in the size of
/// the text.
class Tokenizer {
public:
    explicit Tokenizer(std::string_view text) : text_(text) {}

    /// The next token, by position; false at the end.
    bool next(Token& token);

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
    std::size_t run_end_ = 0;                // where a next character would continue the run
    std::size_t last_end_ = 0;               // of the last word or sign
    std::size_t sign_end_ = static_cast<std::size_t>(-1);  // of the last sign
    std::string arena_;
    std::vector<Pending> pending_;
    std::size_t next_pending_ = 0;
};

/// The words of a text and the characters of its unspaced scripts, folded, with a blank between:
/// what makes two titles equal.
std::string whole_text(std::string_view text);

/// The same without stop words (stop_words.h), unless it has no others: "the commons" and
/// "commons".
std::string telling_text(std::string_view text);

}  // namespace assay
