#include "query/passages/candidates.h"

#include <algorithm>
#include <cstdint>

namespace assay::query {
namespace {

enum class Kind : std::uint8_t { sign, blank, small, capital, digit, beyond_ascii };

constexpr std::array<Kind, 256> kinds = [] {
    std::array<Kind, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c)
        table[c] = c >= 0x80                            ? Kind::beyond_ascii
                   : c >= 'a' && c <= 'z'               ? Kind::small
                   : c >= 'A' && c <= 'Z'               ? Kind::capital
                   : c >= '0' && c <= '9'               ? Kind::digit
                   : c == ' ' || c == '\n' || c == '\t' ? Kind::blank
                                                        : Kind::sign;
    return table;
}();

Kind kind_of(char c) { return kinds[static_cast<unsigned char>(c)]; }

bool is_alphanumeric(char c) {
    const Kind kind = kind_of(c);
    return kind == Kind::small || kind == Kind::capital || kind == Kind::digit;
}

/// The place of an ASCII letter or digit in the alphabet, in either case.
std::size_t rank(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return kind_of(c) == Kind::digit ? 26U + byte - '0' : (byte | 0x20U) - 'a';
}

/// General punctuation (U+2000 to U+203F), such as quotes and dashes.
bool is_punctuation(std::string_view text, std::size_t at) {
    return text.substr(at, 2) == "\xE2\x80";
}

/// True if a word may begin at the letter, digit or character at `at`: not within digits or small
/// letters, nor after the capital of a word. Capitals may begin a word anywhere (getUserName).
bool may_begin_word(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    const Kind kind = kind_of(text[at]), before = kind_of(text[at - 1]);
    if (kind == Kind::small) return before != Kind::small && before != Kind::capital;
    return kind != Kind::digit || before != Kind::digit;
}

/// The number of chunks between blanks in the text that have a letter or digit, at most `most`.
std::size_t words_in(std::string_view text, std::size_t most) {
    std::size_t words = 0;
    bool in_word = false;
    for (std::size_t at = 0; at < text.size() && words < most; ++at) {
        if (kind_of(text[at]) == Kind::blank) in_word = false;
        else if (!in_word && is_alphanumeric(text[at])) {
            in_word = true;
            ++words;
        }
    }
    return words;
}

}  // namespace

void Beginnings::add(std::string_view term) {
    // The exact terms of .NET and @name begin with a sign that is not part of the word.
    std::size_t at = 0;
    while (at < term.size() && kind_of(term[at]) == Kind::sign) ++at;
    if (at == term.size()) {
        ascii_sign_ = true;
        return;
    }
    const auto first = static_cast<unsigned char>(term[at]);
    if (kind_of(term[at]) == Kind::beyond_ascii) {
        punctuation_ = punctuation_ || is_punctuation(term, at);
        return;
    }
    first_[first] = true;
    if (kind_of(term[at]) == Kind::small) first_[first - 'a' + 'A'] = true;
    if (at + 1 < term.size() && is_alphanumeric(term[at + 1]))
        pairs_.set(rank(term[at]) * alphabet + rank(term[at + 1]));
}

bool Beginnings::may_begin(std::string_view text, std::size_t at) const {
    if (kind_of(text[at]) == Kind::beyond_ascii) return punctuation_ || !is_punctuation(text, at);
    // What follows may be left out of the term: open-source is opensource, Tübingen tubingen.
    return at + 1 == text.size() || !is_alphanumeric(text[at + 1]) ||
           pairs_.test(rank(text[at]) * alphabet + rank(text[at + 1]));
}

std::size_t Beginnings::find(std::string_view text, std::size_t at) const {
    for (; at < text.size(); ++at)
        if (first_[static_cast<unsigned char>(text[at])] && may_begin(text, at) &&
            may_begin_word(text, at))
            break;
    return at;
}

bool Candidates::next(TextRange& stretch) {
    constexpr std::string_view blanks = " \n\t";
    if (next_ == text_.size()) return false;
    const std::size_t before = text_.find_last_of(blanks, next_);
    stretch.begin = before == text_.npos ? 0 : before + 1;
    do {
        stretch.end = std::min(text_.find_first_of(blanks, next_), text_.size());
        next_ = beginnings_.find(text_, stretch.end);
        // The chunk that next_ is in begins after a blank.
        const std::size_t blank = text_.find_last_of(blanks, next_);
        const std::string_view between =
            text_.substr(stretch.end, blank == text_.npos ? 0 : blank - stretch.end);
        if (words_in(between, most_between_ + 1) > most_between_) break;
    } while (next_ < text_.size());
    return true;
}

}  // namespace assay::query
