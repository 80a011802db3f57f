#include "indexer/text/word_characters.h"

#include <array>

namespace assay::text {

bool is_digit(char32_t value) {
    return value < 0x80 ? is_ascii_digit(static_cast<char>(value))
                        : unicode::classify(value) == unicode::Class::digit;
}

std::size_t word_length(std::string_view text, std::size_t at, std::size_t limit) {
    std::size_t count = 0;
    for (; count < limit; ++count) {
        const Here here = look(text, at);
        if (!is_word(here.kind)) break;
        at += here.size;
    }
    return count;
}

bool is_english_ending(std::string_view text, std::size_t at, char32_t last) {
    std::array<char, 2> ending{};
    std::size_t size = 0;
    for (; at + size < text.size() && is_ascii_letter(text[at + size]); ++size) {
        if (size == ending.size()) return false;
        ending[size] = lower(text[at + size]);
    }
    if (is_word(look(text, at + size).kind)) return false;
    const std::string_view letters(ending.data(), size);
    if (letters == "t") return last == 'n' || last == 'N';
    return letters == "s" || letters == "d" || letters == "m" || letters == "re" ||
           letters == "ve" || letters == "ll";
}

bool is_cyrillic_letter_sign(char32_t last, char32_t after) {
    return last >= 0x0400 && last < 0x0530 &&
           std::u32string_view(U"яюєїіеёЯЮЄЇІЕЁ").find(after) != std::u32string_view::npos;
}

bool begins_thousand(std::string_view text, std::size_t at) {
    std::size_t digits = 0;
    for (Here here = look(text, at); here.kind == unicode::Class::digit; here = look(text, at)) {
        if (++digits > 3) return false;
        at += here.size;
    }
    return digits == 3 && look(text, at).kind != unicode::Class::letter;
}

bool stands_by_number(std::string_view text, std::size_t at) {
    if (text.size() == 1) return true;
    const auto blank_after = [&](std::size_t place) -> std::size_t {  // its size
        const Here here = look(text, place);
        return here.value == ' ' || is_narrow_blank(here.value) ? here.size : 0;
    };
    const auto blank_before = [&](std::size_t place) -> std::size_t {
        for (const std::size_t size : {1U, 2U, 3U})
            if (place >= size && blank_after(place - size) == size) return size;
        return 0;
    };
    const auto digit_at = [&](std::size_t place) {
        return place < text.size() && is_ascii_digit(text[place]);
    };
    const auto digit_before = [&](std::size_t place) {
        return place > 0 && is_ascii_digit(text[place - 1]);
    };
    const auto is_blank_at = [&](std::size_t place) {
        return place >= text.size() || text[place] == ' ' || text[place] == '\n' ||
               text[place] == '\t';
    };
    if ((at == 0 || is_blank_at(at - 1)) && is_blank_at(at + 1) && at + 1 < text.size() &&
        text[at + 1] == ' ')
        return true;  // the % of it
    const bool after_number = digit_before(at) || digit_before(at - blank_before(at));
    if (after_number && !is_word(look(text, at + 1).kind)) return true;
    if (text[at] == '$') return digit_at(at + 1) || digit_at(at + 1 + blank_after(at + 1));
    // %50 in Turkish, not the %20 of an address or the %5d of a program.
    std::size_t end = at + 1;
    while (digit_at(end)) ++end;
    const bool stands_apart =
        at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '(';
    return end > at + 1 && stands_apart && look(text, end).kind != unicode::Class::letter &&
           (end == text.size() || text[end] != '$');
}

}  // namespace assay::text
