#include "query/language/word_signs.h"

#include <algorithm>

#include "indexer/text/unicode.h"

namespace assay {

std::string_view without_signs_around(std::string_view typed) {
    constexpr std::string_view before = "[{<", after = ".,;:!?]}>";
    const std::size_t begin = std::min(typed.find_first_not_of(before), typed.size());
    return typed.substr(begin, typed.find_last_not_of(after) + 1 - begin);
}

bool is_pattern(std::string_view typed) {
    bool has_letter = false;
    for (std::size_t at = 0; at < typed.size(); at += unicode::decode(typed, at).size) {
        const char32_t c = unicode::decode(typed, at).value;
        const unicode::Class kind = unicode::classify(c);
        const bool is_letter = kind == unicode::Class::letter || kind == unicode::Class::digit;
        if (!is_letter && std::u32string_view(U"*?-'\u2019").find(c) == std::u32string_view::npos)
            return false;
        has_letter = has_letter || is_letter;
    }
    const std::size_t sign = typed.find_first_of("*?");
    return has_letter && sign != typed.npos && !(typed[sign] == '*' && sign + 1 == typed.size());
}

std::size_t fuzzy_sign(std::string_view typed) {
    const std::size_t sign = typed.rfind('~');
    if (sign == 0 || sign == typed.npos ||
        typed.find_first_not_of("0123456789", sign + 1) != typed.npos)
        return typed.npos;
    return sign;
}

}  // namespace assay
