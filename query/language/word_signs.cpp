#include "query/language/word_signs.h"

#include <algorithm>

#include "indexer/text/unicode.h"

namespace assay::query {

std::string_view without_signs_around(std::string_view written) {
    constexpr std::string_view before = "[{<", after = ".,;:!?]}>";
    const std::size_t begin = std::min(written.find_first_not_of(before), written.size());
    return written.substr(begin, written.find_last_not_of(after) + 1 - begin);
}

bool is_pattern(std::string_view written) {
    bool has_letter = false;
    for (std::size_t at = 0; at < written.size(); at += unicode::decode(written, at).size) {
        const char32_t c = unicode::decode(written, at).value;
        const unicode::Class kind = unicode::classify(c);
        const bool is_letter = kind == unicode::Class::letter || kind == unicode::Class::digit;
        if (!is_letter && std::u32string_view(U"*?-'\u2019").find(c) == std::u32string_view::npos)
            return false;
        has_letter = has_letter || is_letter;
    }
    const std::size_t sign = written.find_first_of("*?");
    return has_letter && sign != written.npos &&
           !(written[sign] == '*' && sign + 1 == written.size());
}

std::size_t fuzzy_sign(std::string_view written) {
    const std::size_t sign = written.rfind('~');
    if (sign == 0 || sign == written.npos ||
        written.find_first_not_of("0123456789", sign + 1) != written.npos)
        return written.npos;
    return sign;
}

}  // namespace assay::query
