// Unicode for the other rooms: decoding, classes, folding. The only user of utf8proc, together with
// its data version part of the index stamp: another Unicode table means other tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::unicode {

struct CodePoint {
    char32_t value;      // U+FFFD for a byte that is no part of valid UTF-8
    std::uint32_t size;  // bytes consumed, 1 to 4
};

/// Decodes the code point at byte `at` (< text.size()). Never throws, never reads past the end.
CodePoint decode(std::string_view text, std::size_t at);

void append(std::string& text, char32_t value);

/// Number of bytes from byte `at` on that are ASCII.
std::size_t ascii_run(std::string_view text, std::size_t at);

/// Each code point in turn; U+FFFD for every byte of invalid UTF-8.
std::vector<char32_t> code_points(std::string_view text);

/// Number of code points; every byte of invalid UTF-8 counts as one.
std::size_t length(std::string_view text);

/// Number of UTF-16 code units: two for a code point beyond U+FFFF.
std::size_t utf16_length(std::string_view text);

bool is_valid(std::string_view text);

enum class Class : std::uint8_t {
    other,     // separates words: space, punctuation, symbols
    letter,    // alphabetic scripts written with spaces, marks that belong to them
    digit,     // decimal and other numbers
    unspaced,  // Han, Kana, Hangul, Thai, Lao, Khmer, Myanmar: words are not separated by spaces
    joiner,  // marks that belong to the unspaced character before them (kana voicing, Hangul vowels
             // and finals)
    emoji,   // pictographs: each is a word
    sign,  // currency, arrows, mathematics, § ‰ ℃ № ©: each is a word; those of ASCII are `other`
    ignorable,  // soft hyphen, zero width, bidi marks, variation selectors, controls: never split a
                // word
};
Class classify(char32_t value);

/// Letters, marks, decimal digits and joining punctuation ('_'): the characters that GitHub keeps
/// in an anchor.
bool is_word(char32_t value);
char32_t to_lower(char32_t value);

/// A lower-case letter; false for those of scripts without case.
bool is_lower(char32_t value);

/// NFKC and case folding (Unicode 3.13, full folding): the form as typed, less its case.
std::string fold_case(std::string_view text);

/// fold_case, and as readers type it: Latin, Greek and ё without their accents ("Zürich" and
/// "Zu\u0308rich" give "zurich"), ø as o and œ as oe, Russian without stress, Hebrew without
/// points, Arabic without vowels and with its own kaf and yeh, ʿ and ʾ left out, digits as ASCII
/// has them, Chinese in simplified characters. Folding twice changes nothing more.
std::string fold(std::string_view text);

/// Columns on a terminal: 2 for wide characters, 0 for combining and ignorable ones.
unsigned width(char32_t value);
std::size_t display_width(std::string_view text);

/// True for what must never reach a terminal or split a word, and is not white space: controls,
/// bidi marks, zero-width spaces, soft hyphens, byte order marks. The joiners of Arabic, Indic
/// scripts and emoji are kept.
bool is_invisible(char32_t value);

/// What ends a line, for one program or another, and tabs: within a line a blank stands for it.
inline bool is_line_space(char32_t value) {
    return (value >= 0x09 && value <= 0x0D) || value == 0x2028 || value == 0x2029;
}

/// Unicode version of the tables, for the stamp.
std::string_view version();

}  // namespace assay::unicode
