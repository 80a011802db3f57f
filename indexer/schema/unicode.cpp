#include "indexer/schema/unicode.h"

#include <utf8proc.h>

#include <array>
#include <cstring>
#include <vector>

namespace assay::unicode {
namespace {

constexpr char32_t replacement = 0xFFFD;

bool between(char32_t value, char32_t first, char32_t last) { return value >= first && value <= last; }

bool is_unspaced_script(char32_t c) {
    return between(c, 0x0E00, 0x0EFF) ||    // Thai, Lao
           between(c, 0x1000, 0x109F) ||    // Myanmar
           between(c, 0x1100, 0x115F) ||    // Hangul initial consonants
           between(c, 0x1780, 0x17D3) ||    // Khmer
           between(c, 0x3005, 0x3007) ||    // 々 〆 〇
           between(c, 0x3021, 0x3029) ||    // Hangzhou numerals
           between(c, 0x3031, 0x3035) ||    // kana repeat marks
           between(c, 0x3041, 0x3096) ||    // Hiragana
           between(c, 0x309D, 0x309F) || between(c, 0x30A1, 0x30FA) ||  // Katakana
           between(c, 0x30FC, 0x30FF) || between(c, 0x3105, 0x312F) ||  // Bopomofo
           between(c, 0x3131, 0x318E) ||                                // Hangul compatibility letters
           between(c, 0x31A0, 0x31BF) || between(c, 0x31F0, 0x31FF) ||  //
           between(c, 0x3400, 0x4DBF) || between(c, 0x4E00, 0x9FFF) ||  // Han
           between(c, 0xA960, 0xA97C) || between(c, 0xAC00, 0xD7A3) ||  // Hangul syllables
           between(c, 0xF900, 0xFAFF) ||                                // Han compatibility
           between(c, 0xFF66, 0xFF9D) ||                                // half-width Katakana
           between(c, 0x1B000, 0x1B16F) || between(c, 0x20000, 0x323AF);
}

bool is_unspaced_joiner(char32_t c) {
    return between(c, 0x1160, 0x11FF) || between(c, 0x3099, 0x309A) || between(c, 0xD7B0, 0xD7FB) || between(c, 0xFF9E, 0xFF9F);
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
        case UTF8PROC_CATEGORY_LO:
            return is_unspaced_script(c) ? Class::unspaced : Class::letter;
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
            if (between(c, 0xFE00, 0xFE0F) || between(c, 0xE0100, 0xE01EF)) return Class::ignorable;
            return is_unspaced_script(c) ? Class::unspaced : Class::letter;
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
            return is_unspaced_script(c) ? Class::unspaced : Class::digit;
        case UTF8PROC_CATEGORY_CF:
            return Class::ignorable;
        default:
            break;
    }
    if (property->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC && c >= 0x231A) return Class::emoji;
    if (property->boundclass == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR) return Class::emoji;
    return Class::other;
}

/// Accents are taken off letters whose readers type them without: Latin, Greek, and Cyrillic ё. In other scripts a mark
/// makes another letter (й, が, Thai vowels).
bool drops_mark(char32_t base, char32_t mark) {
    return between(mark, 0x0300, 0x036F) && (base < 0x0400 || (base == 0x0435 && mark == 0x0308));
}

/// What `normalise` makes of ASCII, and most text is.
std::string normalise_ascii(std::string_view text) {
    std::string folded;
    for (const char c : text)
        if (!is_invisible(static_cast<unsigned char>(c))) folded.push_back(between(static_cast<unsigned char>(c), 'A', 'Z') ? static_cast<char>(c | 0x20) : c);
    return folded;
}

std::string normalise(std::string_view text, bool drop_accents) {
    if (ascii_run(text, 0) == text.size()) return normalise_ascii(text);
    std::vector<utf8proc_int32_t> points;
    points.reserve(text.size() + 8);
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STABLE);
    char32_t base = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text, at);
        at += point.size;
        if (classify(point.value) == Class::ignorable) continue;
        std::array<utf8proc_int32_t, 32> decomposed{};  // the longest in Unicode is 18 (U+FDFA)
        int boundary = 0;
        const utf8proc_ssize_t count = utf8proc_decompose_char(static_cast<utf8proc_int32_t>(point.value), decomposed.data(),
                                                               static_cast<utf8proc_ssize_t>(decomposed.size()), options, &boundary);
        for (utf8proc_ssize_t i = 0; i < count; ++i) {
            const auto value = static_cast<char32_t>(decomposed[static_cast<std::size_t>(i)]);
            if (drop_accents && drops_mark(base, value)) continue;
            if (utf8proc_get_property(static_cast<utf8proc_int32_t>(value))->combining_class == 0) base = value;
            points.push_back(static_cast<utf8proc_int32_t>(value));
        }
    }
    // Canonical order of the marks that are left, before they are composed.
    for (std::size_t i = 1; i < points.size();) {
        const auto before = utf8proc_get_property(points[i - 1])->combining_class;
        const auto here = utf8proc_get_property(points[i])->combining_class;
        if (here > 0 && before > here) {
            std::swap(points[i - 1], points[i]);
            if (i > 1) --i;
        } else {
            ++i;
        }
    }
    const auto compose = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    const utf8proc_ssize_t count = utf8proc_normalize_utf32(points.data(), static_cast<utf8proc_ssize_t>(points.size()), compose);
    std::string result;
    result.reserve(text.size());
    for (utf8proc_ssize_t i = 0; i < count; ++i) append(result, static_cast<char32_t>(points[static_cast<std::size_t>(i)]));
    return result;
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return {first, 1};
    utf8proc_int32_t value = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
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
    const utf8proc_ssize_t size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(value), bytes.data());
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
        case UTF8PROC_CATEGORY_PC:
            return true;
        default:
            return false;
    }
}
char32_t to_lower(char32_t value) { return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(value))); }
bool is_lower(char32_t value) { return utf8proc_get_property(static_cast<utf8proc_int32_t>(value))->category == UTF8PROC_CATEGORY_LL; }

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
    return between(c, 0x7F, 0x9F) || c == 0xAD || c == 0x061C || between(c, 0x200B, 0x200B) || between(c, 0x200E, 0x200F) ||
           between(c, 0x202A, 0x202E) || between(c, 0x2060, 0x206F) || c == 0xFEFF || between(c, 0xFFF9, 0xFFFB);
}

std::string_view version() { return utf8proc_unicode_version(); }

}  // namespace assay::unicode
