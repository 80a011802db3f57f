// What the characters of a text are to its words. Internal to the tokenizer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "indexer/text/unicode.h"

namespace assay {

inline bool is_ascii_letter(char c) { return (static_cast<unsigned char>(c) | 0x20U) - 'a' < 26U; }
inline bool is_ascii_digit(char c) {
    return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0' < 10U;
}
inline bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_small(char c) { return c >= 'a' && c <= 'z'; }
inline char lower(char c) { return is_capital(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

inline bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x201B || c == 0xFF07;
}
inline bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
inline bool is_ampersand(char32_t c) { return c == '&' || c == 0xFF06; }

/// ® and the like belong to the word that they follow, and make no gap behind it: "Windows® 95" is
/// windows 95.
inline bool follows_word(char32_t c) {
    return c == 0xA9 || c == 0xAE || c == 0xB0 || c == 0x2117 || c == 0x2120 || c == 0x2122;
}

/// . and , of a number, and what Arabic writes for them; 0 for anything else.
inline char number_mark(char32_t c) {
    if (c == '.' || c == 0x066B) return '.';
    return c == ',' || c == 0x066C ? ',' : '\0';
}

/// Blanks that part the thousands of a number and end no line.
inline bool is_narrow_blank(char32_t c) { return c == 0xA0 || c == 0x2009 || c == 0x202F; }

/// What stands at `at`; Class::other past the end.
struct Here {
    unicode::Class kind = unicode::Class::other;
    char32_t value = 0;
    std::uint32_t size = 0;
};
inline Here look(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    const unicode::CodePoint point = unicode::decode(text, at);
    // One of the apostrophes (U+02BC) is a letter to Unicode.
    return {is_apostrophe(point.value) ? unicode::Class::other : unicode::classify(point.value),
            point.value, point.size};
}

inline bool is_word(unicode::Class kind) {
    return kind == unicode::Class::letter || kind == unicode::Class::digit;
}
bool is_digit(char32_t value);

/// Word characters from `at` on, at most `limit`.
std::size_t word_length(std::string_view text, std::size_t at, std::size_t limit);

/// Three digits, and neither a fourth nor a letter.
bool begins_thousand(std::string_view text, std::size_t at);

/// True where what follows an apostrophe ends an English word: she'll, Peter's, don't. In all other
/// cases it begins a word, or an ending that is none of ours (dell'acqua, jusqu'à, Kennedy'ego,
/// rock'n'roll). `last`: the letter before the apostrophe.
bool is_english_ending(std::string_view text, std::size_t at, char32_t last);

/// The apostrophe of Ukrainian and Belarusian is a letter before these, and makes no two words:
/// п'ять, комп'ютер.
bool is_cyrillic_letter_sign(char32_t last, char32_t after);

/// $ and % are everywhere in code: words are those beside a number (5%, %5, $5, 5 %) and those
/// between blanks.
bool stands_by_number(std::string_view text, std::size_t at);

}  // namespace assay
