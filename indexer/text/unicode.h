// Unicode for the other folders: decoding, character classes, folding. The only user of utf8proc.
// The version of the Unicode tables is part of the index stamp, because other tables give other
// tokens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::unicode {

struct CodePoint {
    char32_t value;      // U+FFFD for an invalid byte
    std::uint32_t size;  // bytes consumed, 1 to 4
};

/// True for a byte of UTF-8 that continues a character, and false for the first byte of one.
inline bool is_continuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Decodes the code point at byte `at` (< text.size()). Never throws, never reads past the end.
CodePoint decode(std::string_view text, std::size_t at);

void append(std::string& text, char32_t value);

/// Returns the number of ASCII bytes from byte `at` on.
std::size_t ascii_run(std::string_view text, std::size_t at);

/// Returns the code points of `text`, with U+FFFD for every invalid byte.
std::vector<char32_t> code_points(std::string_view text);

/// Returns the number of code points. Every invalid byte counts as one.
std::size_t length(std::string_view text);

/// Returns the number of UTF-16 code units: two for a code point beyond U+FFFF.
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
    sign,  // currency, arrows, mathematics, § ‰ ℃ № ©: each is a word; ASCII signs are `other`
    ignorable,  // soft hyphen, zero width, bidi marks, variation selectors, controls: never split a
                // word
};
Class classify(char32_t value);

/// True for letters, marks, decimal digits and joining punctuation ('_'): the characters that
/// GitHub keeps in an anchor.
bool is_word(char32_t value);
char32_t to_lower(char32_t value);

/// True for a lower-case letter; false for letters of scripts without case.
bool is_lower(char32_t value);

/// Returns `text` with NFKC and full case folding (Unicode 3.13). Keeps accents.
std::string fold_case(std::string_view text);

/// Returns fold_case(text), reduced to what readers type: Latin, Greek and ё without their accents
/// ("Zürich" and "Zu\u0308rich" give "zurich"), ø as o and œ as oe, Russian without stress, Hebrew
/// without points, Arabic without vowels and with its own kaf and yeh, ʿ and ʾ left out, digits as
/// ASCII has them, Chinese in simplified characters. Folding the result again does not change it.
std::string fold(std::string_view text);

/// Returns the columns on a terminal: 2 for wide characters, 0 for combining and ignorable ones.
unsigned width(char32_t value);
std::size_t display_width(std::string_view text);

/// True for characters that must never reach a terminal or split a word, except white space:
/// controls, bidi marks, zero-width spaces, soft hyphens, byte order marks. The joiners of Arabic,
/// Indic scripts and emoji are kept.
bool is_invisible(char32_t value);

/// True for tabs and for the characters that end a line in any program. Within a line, they become
/// a space.
inline bool is_line_space(char32_t value) {
    return (value >= 0x09 && value <= 0x0D) || value == 0x2028 || value == 0x2029;
}

/// Returns the Unicode version of the tables, for the stamp.
std::string_view version();

}  // namespace assay::unicode
