#include "indexer/text/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

#include "indexer/text/limits.h"
#include "indexer/text/simplified_chinese.h"

namespace assay::unicode {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool between(char32_t value, char32_t first, char32_t last) {
    return value >= first && value <= last;
}

bool is_unspaced_script(char32_t c) {
    return between(c, 0x0E00, 0x0EFF) ||                                // Thai, Lao
           between(c, 0x1000, 0x109F) ||                                // Myanmar
           between(c, 0x1100, 0x115F) ||                                // Hangul initial consonants
           between(c, 0x1780, 0x17D3) ||                                // Khmer
           between(c, 0x3005, 0x3007) ||                                // 々 〆 〇
           between(c, 0x3021, 0x3029) ||                                // Hangzhou numerals
           between(c, 0x3031, 0x3035) ||                                // kana repeat marks
           between(c, 0x3041, 0x3096) ||                                // Hiragana
           between(c, 0x309D, 0x309F) || between(c, 0x30A1, 0x30FA) ||  // Katakana
           between(c, 0x30FC, 0x30FF) || between(c, 0x3105, 0x312F) ||  // Bopomofo
           between(c, 0x3131, 0x318E) ||  // Hangul compatibility letters
           between(c, 0x31A0, 0x31BF) || between(c, 0x31F0, 0x31FF) ||  //
           between(c, 0x3400, 0x4DBF) || between(c, 0x4E00, 0x9FFF) ||  // Han
           between(c, 0xA960, 0xA97C) || between(c, 0xAC00, 0xD7A3) ||  // Hangul syllables
           between(c, 0xF900, 0xFAFF) ||                                // Han compatibility
           between(c, 0xFF66, 0xFF9D) ||                                // half-width Katakana
           between(c, 0x1B000, 0x1B16F) || between(c, 0x20000, 0x323AF);
}

bool is_unspaced_joiner(char32_t c) {
    return between(c, 0x1160, 0x11FF) || between(c, 0x3099, 0x309A) || between(c, 0xD7B0, 0xD7FB) ||
           between(c, 0xFF9E, 0xFF9F);
}

/// Mathematical signs that replace ASCII punctuation, and parts of numbers (½, x⁺).
bool is_lookalike(char32_t c) {
    constexpr std::array<char32_t, 9> signs{0x2044, 0x2212, 0x2215, 0x2216, 0x2217,
                                            0x2219, 0x2223, 0x2236, 0x223C};
    return std::binary_search(signs.begin(), signs.end(), c) || c == 0x22C5 ||
           between(c, 0x207A, 0x208C) || c > 0xFE00;
}

/// Signs that are read aloud and may be searched for, but not those of tables and lists (│ • ■).
bool is_sign(char32_t c, utf8proc_propval_t category) {
    switch (category) {
        case UTF8PROC_CATEGORY_SC: return true;              // € £ ₽
        case UTF8PROC_CATEGORY_SM: return !is_lookalike(c);  // ≈ ± → ∞
        case UTF8PROC_CATEGORY_SO:
            return c == 0xA9 || c == 0xAE || c == 0xB0 ||
                   between(c, 0x2100, 0x21FF) ||  // © ® ° ℃ № ™ ↗
                   between(c, 0x2600, 0x27BF) || between(c, 0x2900, 0x297F) ||
                   between(c, 0x2B00, 0x2BFF);  // ☆ ✓ and more arrows
        default:
            return c == 0xA7 || c == 0xB6 || c == 0x2030 || c == 0x2031 || c == 0xFF05 ||
                   c == 0xFE6A;  // § ¶ ‰ ‱ ％
    }
}

Class class_beyond_ascii(char32_t c) {
    if (is_invisible(c)) return Class::ignorable;
    if (is_unspaced_joiner(c)) return Class::joiner;
    const utf8proc_property_t* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(c));
    switch (property->category) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO: return is_unspaced_script(c) ? Class::unspaced : Class::letter;
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
            if (between(c, 0xFE00, 0xFE0F) || between(c, 0xE0100, 0xE01EF)) return Class::ignorable;
            return is_unspaced_script(c) ? Class::unspaced : Class::letter;
        case UTF8PROC_CATEGORY_ND: return Class::digit;
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO: return is_unspaced_script(c) ? Class::unspaced : Class::digit;
        case UTF8PROC_CATEGORY_CF: return Class::ignorable;
        default: break;
    }
    if (property->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC && c >= 0x231A)
        return Class::emoji;
    if (property->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR) return Class::emoji;
    return is_sign(c, property->category) ? Class::sign : Class::other;
}

struct Letter {
    char32_t value;
    std::u32string_view replacement;
};

/// Lower-case letters that Unicode does not decompose, and how they are typed on a keyboard without
/// them.
constexpr std::array letters{
    Letter{0x00E6, U"ae"},
    Letter{0x00F0, U"d"},
    Letter{0x00F8, U"o"},
    Letter{0x00FE, U"th"},
    Letter{0x0111, U"d"},
    Letter{0x0127, U"h"},  // æ ð ø þ đ ħ
    Letter{0x0131, U"i"},
    Letter{0x0138, U"q"},
    Letter{0x0142, U"l"},
    Letter{0x014B, U"n"},
    Letter{0x0153, U"oe"},
    Letter{0x0167, U"t"},  // ı ĸ ł ŋ œ ŧ
    Letter{0x0180, U"b"},
    Letter{0x0188, U"c"},
    Letter{0x018C, U"d"},
    Letter{0x0192, U"f"},
    Letter{0x0199, U"k"},
    Letter{0x019A, U"l"},  // ƀ ƈ ƌ ƒ ƙ ƚ
    Letter{0x019E, U"n"},
    Letter{0x01A5, U"p"},
    Letter{0x01AD, U"t"},
    Letter{0x01B4, U"y"},
    Letter{0x01B6, U"z"},
    Letter{0x01DD, U"e"},  // ƞ ƥ ƭ ƴ ƶ ǝ
    Letter{0x01E5, U"g"},
    Letter{0x0237, U"j"},
    Letter{0x023C, U"c"},
    Letter{0x023F, U"s"},
    Letter{0x0240, U"z"},
    Letter{0x0247, U"e"},  // ǥ ȷ ȼ ȿ ɀ ɇ
    Letter{0x0249, U"j"},
    Letter{0x024B, U"q"},
    Letter{0x024D, U"r"},
    Letter{0x024F, U"y"},
    Letter{0x0253, U"b"},
    Letter{0x0254, U"o"},  // ɉ ɋ ɍ ɏ ɓ ɔ
    Letter{0x0256, U"d"},
    Letter{0x0257, U"d"},
    Letter{0x0259, U"e"},
    Letter{0x025B, U"e"},
    Letter{0x0260, U"g"},
    Letter{0x0263, U"g"},  // ɖ ɗ ə ɛ ɠ ɣ
    Letter{0x0268, U"i"},
    Letter{0x0269, U"i"},
    Letter{0x026B, U"l"},
    Letter{0x0272, U"n"},
    Letter{0x0275, U"o"},
    Letter{0x027D, U"r"},  // ɨ ɩ ɫ ɲ ɵ ɽ
    Letter{0x0289, U"u"},
    Letter{0x028A, U"u"},
    Letter{0x028B, U"v"},
    Letter{0x0292, U"z"},  // ʉ ʊ ʋ ʒ
    Letter{0x05F0, U"\u05D5\u05D5"},
    Letter{0x05F1, U"\u05D5\u05D9"},
    Letter{0x05F2, U"\u05D9\u05D9"},  // Yiddish pairs
    Letter{0x0649, U"\u064A"},
    Letter{0x0671, U"\u0627"},
    Letter{0x06A9, U"\u0643"},
    Letter{0x06CC, U"\u064A"},  // alef maksura and wasla, keheh, Persian yeh
    Letter{0x2C65, U"a"},
    Letter{0x2C66, U"t"},  // ⱥ ⱦ
};
static_assert(std::is_sorted(letters.begin(), letters.end(),
                             [](const Letter& a, const Letter& b) { return a.value < b.value; }));

/// True if readers type the letter without the accent: Latin, Greek, Cyrillic ё, and stress marks
/// on Cyrillic vowels. Elsewhere a mark makes a different letter (й, が, Thai vowels).
bool drops_accent(char32_t base, char32_t mark) {
    if (base < 0x0400) return true;
    if (base == 0x0435 && mark == 0x0308) return true;
    return (mark == 0x0300 || mark == 0x0301) &&
           std::u32string_view(U"аеиоуыэюяієї").find(base) != std::u32string_view::npos;
}

/// True for signs that are written only for learners, in scripture and in transcriptions: Hebrew
/// points, Arabic vowels, the tatweel between letters, ʿ and ʾ; also for hamza and madda on an
/// alef, which most people leave out.
bool drops_sign(char32_t base, char32_t c) {
    if (between(c, 0x02B9, 0x02C1)) return c != 0x02BC;
    if (c == 0xB7) return base == 'l';  // ŀ
    if (c == 0xA78B || c == 0xA78C) return true;
    if (between(c, 0x0591, 0x05C7)) return c != 0x05BE && c != 0x05C0 && c != 0x05C3 && c != 0x05C6;
    if (between(c, 0x0653, 0x0655)) return base == 0x0627;
    return between(c, 0x0610, 0x061A) || c == 0x0640 || between(c, 0x064B, 0x065F) || c == 0x0670 ||
           between(c, 0x06D6, 0x06DC) || between(c, 0x06DF, 0x06E4) || between(c, 0x06E7, 0x06E8) ||
           between(c, 0x06EA, 0x06ED) || between(c, 0x0898, 0x089F) || between(c, 0x08CA, 0x08E1) ||
           between(c, 0x08E3, 0x08FF);
}

/// Returns the ASCII digit for a decimal digit. In Unicode, the ten digits of a script are
/// consecutive and begin with zero.
char32_t ascii_digit(char32_t value) {
    char32_t first = value;
    while (utf8proc_get_property(static_cast<utf8proc_int32_t>(first - 1))->category ==
           UTF8PROC_CATEGORY_ND)
        --first;
    return U'0' + (value - first) % 10;
}

/// Calls `use` with the characters that replace one character of decomposed and case-folded text in
/// searches.
template <class Use>
void as_searched(char32_t value, Use use) {
    const auto letter =
        std::lower_bound(letters.begin(), letters.end(), value,
                         [](const Letter& each, char32_t wanted) { return each.value < wanted; });
    if (letter != letters.end() && letter->value == value) {
        for (const char32_t each : letter->replacement) use(each);
    } else if (utf8proc_get_property(static_cast<utf8proc_int32_t>(value))->category ==
               UTF8PROC_CATEGORY_ND) {
        use(ascii_digit(value));
    } else {
        use(value >= 0x3400 ? to_simplified(value) : value);
    }
}

/// Does the same as `normalise` for ASCII, as most text is.
std::string normalise_ascii(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_visible = byte < 0x20 ? between(byte, 0x09, 0x0D) : byte != 0x7F;
        if (is_visible) folded.push_back(between(byte, 'A', 'Z') ? static_cast<char>(c | 0x20) : c);
    }
    return folded;
}

auto combining_class(char32_t value) {
    return utf8proc_get_property(static_cast<utf8proc_int32_t>(value))->combining_class;
}

/// With `drop_accents`, returns the form for searching.
std::string normalise(std::string_view text, bool drop_accents) {
    if (ascii_run(text, 0) == text.size()) return normalise_ascii(text);
    // The tokenizer folds Chinese one character at a time. A Han character has neither case nor
    // marks, and decomposes into itself.
    constexpr std::size_t han_bytes = 3;
    if (text.size() == han_bytes)
        if (const char32_t value = decode(text, 0).value; between(value, 0x4E00, 0x9FFF)) {
            std::string folded;
            if (drop_accents) as_searched(value, [&](char32_t each) { append(folded, each); });
            else folded = text;
            return folded;
        }
    std::vector<utf8proc_int32_t> points;
    points.reserve(text.size() + 8);
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                        UTF8PROC_CASEFOLD | UTF8PROC_STABLE);
    char32_t base = 0;
    std::size_t marks = 0;  // on it
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        at += point.size;
        if (classify(point.value) == Class::ignorable) continue;
        std::array<utf8proc_int32_t, 32> decomposed{};  // the longest in Unicode is 18 (U+FDFA)
        int boundary = 0;
        const utf8proc_ssize_t count = utf8proc_decompose_char(
            static_cast<utf8proc_int32_t>(point.value), decomposed.data(),
            static_cast<utf8proc_ssize_t>(decomposed.size()), options, &boundary);
        for (utf8proc_ssize_t i = 0; i < count; ++i) {
            const auto value = static_cast<char32_t>(decomposed[static_cast<std::size_t>(i)]);
            const bool is_accent = between(value, 0x0300, 0x036F);
            if (drop_accents &&
                (is_accent ? drops_accent(base, value) : value >= 0x80 && drops_sign(base, value)))
                continue;
            const auto keep = [&](char32_t each) {
                const bool is_mark = combining_class(each) != 0;
                marks = is_mark ? marks + 1 : 0;
                if (marks > text::max_marks) return;  // utf8proc sorts them in quadratic time
                if (!is_mark) base = each;
                points.push_back(static_cast<utf8proc_int32_t>(each));
            };
            if (drop_accents && value >= 0x80) as_searched(value, keep);
            else keep(value);
        }
    }
    // Puts the remaining marks in canonical order, one run of marks at a time, before composing
    // them.
    for (auto begin = points.begin(); begin != points.end();) {
        const auto is_mark = [](utf8proc_int32_t value) {
            return combining_class(static_cast<char32_t>(value)) > 0;
        };
        begin = std::find_if(begin, points.end(), is_mark);
        const auto end = std::find_if_not(begin, points.end(), is_mark);
        std::stable_sort(begin, end, [](utf8proc_int32_t a, utf8proc_int32_t b) {
            return combining_class(static_cast<char32_t>(a)) <
                   combining_class(static_cast<char32_t>(b));
        });
        begin = end;
    }
    const auto compose = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    const utf8proc_ssize_t count = utf8proc_normalize_utf32(
        points.data(), static_cast<utf8proc_ssize_t>(points.size()), compose);
    std::string result;
    result.reserve(text.size());
    for (utf8proc_ssize_t i = 0; i < count; ++i)
        append(result, static_cast<char32_t>(points[static_cast<std::size_t>(i)]));
    return result;
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return {first, 1};
    utf8proc_int32_t value = 0;
    const utf8proc_ssize_t size =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                         static_cast<utf8proc_ssize_t>(text.size() - at), &value);
    if (size <= 0) return {replacement, 1};
    return {static_cast<char32_t>(value), static_cast<std::uint32_t>(size)};
}

void append(std::string& text, char32_t value) {
    if (value < 0x80) {
        text.push_back(static_cast<char>(value));
        return;
    }
    if (value > 0x10FFFF || between(value, 0xD800, 0xDFFF)) value = replacement;
    std::array<utf8proc_uint8_t, 4> bytes{};
    const utf8proc_ssize_t size =
        utf8proc_encode_char(static_cast<utf8proc_int32_t>(value), bytes.data());
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

std::size_t ascii_run(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if ((eight & 0x8080808080808080U) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at - begin;
}

std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> points;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        points.push_back(point.value);
        at += point.size;
    }
    return points;
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        const std::size_t ascii = ascii_run(text, at);
        count += ascii;
        at += ascii;
        if (at == text.size()) break;
        at += decode(text, at).size;
    }
    return count;
}

std::size_t utf16_length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        count += point.value > 0xFFFF ? 2 : 1;
        at += point.size;
    }
    return count;
}

bool is_valid(std::string_view text) {
    for (std::size_t at = ascii_run(text, 0); at < text.size(); at += ascii_run(text, at)) {
        const CodePoint point = decode(text, at);
        if (point.size == 1) return false;
        at += point.size;
    }
    return true;
}

Class classify(char32_t value) {
    if (value >= 0x80) return class_beyond_ascii(value);
    if (between(value | 0x20U, 'a', 'z')) return Class::letter;
    if (between(value, '0', '9')) return Class::digit;
    return is_invisible(value) ? Class::ignorable : Class::other;
}

bool is_word(char32_t value) {
    switch (utf8proc_get_property(static_cast<utf8proc_int32_t>(value))->category) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_PC: return true;
        default: return false;
    }
}
char32_t to_lower(char32_t value) {
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(value)));
}
bool is_lower(char32_t value) {
    return utf8proc_get_property(static_cast<utf8proc_int32_t>(value))->category ==
           UTF8PROC_CATEGORY_LL;
}

std::string fold_case(std::string_view text) { return normalise(text, false); }
std::string fold(std::string_view text) { return normalise(text, true); }

unsigned width(char32_t value) {
    if (between(value, 0x20, 0x7E)) return 1;
    if (is_invisible(value)) return 0;
    const int columns = utf8proc_charwidth(static_cast<utf8proc_int32_t>(value));
    return columns < 0 ? 0U : static_cast<unsigned>(columns);
}

std::size_t display_width(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        columns += width(point.value);
        at += point.size;
    }
    return columns;
}

bool is_invisible(char32_t c) {
    if (c < 0x20) return !between(c, 0x09, 0x0D);
    return between(c, 0x7F, 0x9F) || c == 0xAD || c == 0x061C || between(c, 0x200B, 0x200B) ||
           between(c, 0x200E, 0x200F) || between(c, 0x202A, 0x202E) || between(c, 0x2060, 0x206F) ||
           c == 0xFEFF || between(c, 0xFFF9, 0xFFFB);
}

std::string_view version() { return utf8proc_unicode_version(); }

}  // namespace assay::unicode
