// What characters mean for words. Internal to the tokenizer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/text/unicode.h"

namespace assay::text {

constexpr bool is_ascii_letter(char c) {
    return (static_cast<unsigned char>(c) | 0x20U) - 'a' < 26U;
}
constexpr bool is_ascii_digit(char c) {
    return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0' < 10U;
}
constexpr bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_small(char c) { return c >= 'a' && c <= 'z'; }
inline char lower(char c) { return is_capital(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

inline bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x201B || c == 0xFF07;
}
inline bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
inline bool is_ampersand(char32_t c) { return c == '&' || c == 0xFF06; }

/// ® and similar signs belong to the word before them and leave no gap after it: "Windows® 95" is
/// windows 95.
inline bool follows_word(char32_t c) {
    return c == 0xA9 || c == 0xAE || c == 0xB0 || c == 0x2117 || c == 0x2120 || c == 0x2122;
}

/// Returns '.' or ',' for the marks within a number, also those of Arabic; 0 for anything else.
inline char number_mark(char32_t c) {
    if (c == '.' || c == 0x066B) return '.';
    return c == ',' || c == 0x066C ? ',' : '\0';
}

/// True for non-breaking and narrow spaces, which separate the thousands of a number.
inline bool is_narrow_blank(char32_t c) { return c == 0xA0 || c == 0x2009 || c == 0x202F; }

/// The character at `at`; Class::other past the end.
struct Here {
    unicode::Class kind = unicode::Class::other;
    char32_t value = 0;
    std::uint32_t size = 0;
};
inline Here look(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    const unicode::CodePoint point = unicode::decode(text, at);
    // One of the apostrophes (U+02BC) is a letter in Unicode.
    return {is_apostrophe(point.value) ? unicode::Class::other : unicode::classify(point.value),
            point.value, point.size};
}

inline bool is_word(unicode::Class kind) {
    return kind == unicode::Class::letter || kind == unicode::Class::digit;
}
bool is_digit(char32_t value);

/// Returns the number of word characters from `at` on, at most `limit`.
std::size_t word_length(std::string_view text, std::size_t at, std::size_t limit);

/// True for three digits that are not followed by a fourth or a letter.
bool begins_thousand(std::string_view text, std::size_t at);

/// True if the letters after an apostrophe end an English word: she'll, Peter's, don't. Otherwise
/// they begin a word, or are an ending of another language (dell'acqua, jusqu'à, Kennedy'ego,
/// rock'n'roll). `last` is the letter before the apostrophe.
bool is_english_ending(std::string_view text, std::size_t at, char32_t last);

/// True if the apostrophe is a letter of Ukrainian or Belarusian, which does not separate words:
/// п'ять, комп'ютер.
bool is_cyrillic_letter_sign(char32_t last, char32_t after);

/// $ and % are common in code. They are words only next to a number (5%, %5, $5, 5 %) and between
/// spaces.
bool stands_by_number(std::string_view text, std::size_t at);

}  // namespace assay::text
