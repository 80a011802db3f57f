#include "indexer/schema/tokenizer.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "indexer/schema/stop_words.h"
#include "indexer/schema/unicode.h"

namespace assay {
namespace {

using unicode::Class;

bool is_ascii_letter(char c) { return (static_cast<unsigned char>(c) | 0x20U) - 'a' < 26U; }
bool is_ascii_digit(char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0' < 10U; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
char lower(char c) { return is_capital(c) ? static_cast<char>(c + ('a' - 'A')) : c; }

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x201B || c == 0xFF07; }

/// What stands at `at`; Class::other past the end.
struct Here {
    Class kind = Class::other;
    char32_t value = 0;
    std::uint32_t size = 0;
};

Here look(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    const unicode::CodePoint point = unicode::decode(text, at);
    // One of the apostrophes (U+02BC) is a letter to Unicode.
    return {is_apostrophe(point.value) ? Class::other : unicode::classify(point.value), point.value, point.size};
}

bool is_word(Class kind) { return kind == Class::letter || kind == Class::digit; }
bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
bool is_ampersand(char32_t c) { return c == '&' || c == 0xFF06; }

/// ® and the like belong to the word that they follow, and make no gap behind it: "Windows® 95" is windows 95.
bool follows_word(char32_t c) { return c == 0xA9 || c == 0xAE || c == 0xB0 || c == 0x2117 || c == 0x2120 || c == 0x2122; }

/// . and , of a number, and what Arabic writes for them; 0 for anything else.
char number_mark(char32_t c) {
    if (c == '.' || c == 0x066B) return '.';
    return c == ',' || c == 0x066C ? ',' : '\0';
}

bool last_is_digit(char32_t last) { return last >= 0x80 ? unicode::classify(last) == Class::digit : is_ascii_digit(static_cast<char>(last)); }

/// Blanks that part the thousands of a number and end no line.
bool is_narrow_blank(char32_t c) { return c == 0xA0 || c == 0x2009 || c == 0x202F; }

std::string_view cut(std::string_view word) {
    if (word.size() <= max_word_bytes) return word;
    std::size_t size = max_word_bytes;
    while (size > 0 && (static_cast<unsigned char>(word[size]) & 0xC0U) == 0x80U) --size;
    return word.substr(0, size);
}

/// Word characters from `at` on, at most `limit`.
std::size_t word_length(std::string_view text, std::size_t at, std::size_t limit) {
    std::size_t count = 0;
    for (; count < limit; ++count) {
        const Here here = look(text, at);
        if (!is_word(here.kind)) break;
        at += here.size;
    }
    return count;
}

/// True where what follows an apostrophe ends an English word: she'll, Peter's, don't. In all other cases it begins a word, or an ending
/// that is none of ours (dell'acqua, jusqu'à, Kennedy'ego, rock'n'roll).
bool is_english_ending(std::string_view text, std::size_t at, char32_t last) {
    std::array<char, 2> ending{};
    std::size_t size = 0;
    for (; at + size < text.size() && is_ascii_letter(text[at + size]); ++size) {
        if (size == ending.size()) return false;
        ending[size] = lower(text[at + size]);
    }
    if (is_word(look(text, at + size).kind)) return false;
    const std::string_view typed(ending.data(), size);
    if (typed == "t") return last == 'n' || last == 'N';
    return typed == "s" || typed == "d" || typed == "m" || typed == "re" || typed == "ve" || typed == "ll";
}

/// The apostrophe of Ukrainian and Belarusian is a letter before these, and makes no two words: п'ять, комп'ютер.
bool is_cyrillic_letter_sign(char32_t last, char32_t after) {
    return last >= 0x0400 && last < 0x0530 && std::u32string_view(U"яюєїіеёЯЮЄЇІЕЁ").find(after) != std::u32string_view::npos;
}

/// Digits and marks between them, from `at` on: [first digit, behind the last).
std::pair<std::size_t, std::size_t> next_number(std::string_view word, std::size_t at) {
    std::size_t begin = at;
    while (begin < word.size() && !is_ascii_digit(word[begin])) ++begin;
    std::size_t end = begin;
    while (end < word.size() && (is_ascii_digit(word[end]) || (number_mark(static_cast<unsigned char>(word[end])) != 0 && end + 1 < word.size() && is_ascii_digit(word[end + 1])))) ++end;
    return {begin, end};
}

/// 1,234,567.89 or 1.234.567 without the marks between its thousands; empty for a number that has none. 1.234 is a fraction.
std::string without_thousands(std::string_view number) {
    const std::size_t first = number.find_first_of(".,");
    const char mark = first == number.npos ? '\0' : number[first];
    if (first == 0 || first > 3 || mark == 0) return {};
    std::string plain(number.substr(0, first));
    std::size_t groups = 0, at = first;
    while (at < number.size() && number[at] == mark) {
        const std::size_t end = std::min(number.find_first_of(".,", at + 1), number.size());
        const std::size_t digits = end - at - 1;
        const bool last = end == number.size() || number[end] != mark;
        if (digits != 3 && (last || digits != 2)) return {};  // 12,34,567 in India
        plain.append(number.substr(at + 1, digits));
        ++groups;
        at = end;
    }
    const std::string_view fraction = number.substr(at);
    if (fraction.find_first_of(".,", 1) != fraction.npos || (mark == '.' && groups == 1 && fraction.empty())) return {};
    return plain.append(fraction);
}

/// Where the words of a name in camel case begin, and its end; more than that are random letters.
struct CamelWords {
    std::array<std::size_t, 9> bounds{};
    std::size_t count = 0;
};

/// The words of getUserName and XMLHttpRequest. A name stays whole: one whose first word is a single letter (iPhone), and one of two words
/// that begins with a single capital (JavaScript, McDonald), so that -java loses no note on JavaScript.
CamelWords camel_words(std::string_view name) {
    CamelWords found;
    std::size_t words = 0;  // of two letters
    for (std::size_t i = 1; i < name.size(); ++i) {
        const char before = name[i - 1], after = i + 1 < name.size() ? name[i + 1] : '\0';
        if (!is_capital(name[i])) continue;
        const bool plural = after == 's' && i + 2 == name.size();  // URLs
        if (!is_small(before) && (!is_small(after) || (is_capital(before) && plural))) continue;
        if (found.count + 2 == found.bounds.size()) return {};
        words += i - found.bounds[found.count] > 1;
        found.bounds[++found.count] = i;
    }
    words += name.size() - found.bounds[found.count] > 1;
    if (found.bounds[1] < 2 || (is_capital(name[0]) && !is_capital(name[1]) && words < 3)) return {};
    found.bounds[++found.count] = name.size();
    return found;
}

}  // namespace

/// One word between separators, as it stands in the text.
struct Tokenizer::Part {
    Range source{};
    std::string word;         // bytes of the word, invisible characters left out, apostrophes made one
    char sign_before = 0;     // '.' of .NET, '@' of @name
    std::string signs_after;  // "++" of C++, "#" of C#
    std::size_t letters = 0;  // code points
    bool ascii = true;
    bool numeric = true;   // no letter in it
    bool as_typed = true;  // each byte of `word` stands at its place behind source.begin
    bool has_capital_inside = false, has_number_mark = false;
    std::size_t head = 0, head_letters = 0, head_end = 0;  // bytes of Peter in Peter's, its letters, its end in the text
};

bool Tokenizer::next(Token& token) {
    if (next_pending_ == pending_.size() && !fill()) return false;
    const Pending& pending = pending_[next_pending_++];
    const auto view = [&](Range range) { return std::string_view(arena_).substr(range.begin, range.end - range.begin); };
    token = {view(pending.folded), view(pending.exact), pending.source.begin, pending.source.end,
             pending.position,     pending.kind,        pending.after_hyphen};
    return true;
}

bool Tokenizer::fill() {
    pending_.clear();
    arena_.clear();
    next_pending_ = 0;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c == '\n' || c == '\t') {
            gap_ = true;
            ++at_;
            continue;
        }
        const Here here = look(text_, at_);
        switch (here.kind) {
            case Class::letter:
            case Class::digit:
                scan_word_chain();
                return true;
            case Class::unspaced:
                scan_unspaced_character();
                return true;
            case Class::emoji:
                skip_gap();
                ++position_;
                emit({at_, at_ + here.size}, text_.substr(at_, here.size), {}, Token::Kind::word, position_);
                at_ += here.size;
                return true;
            case Class::sign:
                scan_sign();
                return true;
            case Class::joiner:
            case Class::ignorable:
            case Class::other:
                if ((c == '$' || c == '%') && stands_by_number()) {
                    scan_sign();
                    return true;
                }
                at_ += here.size;
                break;
        }
    }
    return false;
}

Tokenizer::Part Tokenizer::scan_part() {
    Part part;
    part.source.begin = at_;
    if (at_ > 0 && (text_[at_ - 1] == '.' || text_[at_ - 1] == '@')) {
        const char before = at_ > 1 ? text_[at_ - 2] : ' ';
        if (!is_ascii_letter(before) && !is_ascii_digit(before) && before != text_[at_ - 1]) part.sign_before = text_[at_ - 1];
    }
    char32_t last = 0;
    std::size_t piece = 0;  // letters since the last &
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (is_ascii_letter(c) || is_ascii_digit(c)) {  // most of most texts
            part.has_capital_inside = part.has_capital_inside || (is_capital(c) && part.letters > 0);
            part.word.push_back(c);
            ++piece;
            part.numeric = part.numeric && is_ascii_digit(c);
            ++part.letters;
            last = static_cast<unsigned char>(c);
            part.source.end = ++at_;
            continue;
        }
        const Here here = look(text_, at_);
        if (is_word(here.kind)) {
            part.word.append(text_, at_, here.size);
            part.ascii = false;
            part.numeric = part.numeric && here.kind == Class::digit;
            ++part.letters;
            ++piece;
            last = here.value;
            at_ += here.size;
            part.source.end = at_;
            continue;
        }
        if (here.kind == Class::ignorable) {
            at_ += here.size;
            continue;
        }
        const Here after = look(text_, at_ + here.size);
        if (is_apostrophe(here.value) && after.kind == Class::letter && !part.numeric) {
            const std::size_t behind = at_ + here.size;
            if (!is_cyrillic_letter_sign(last, after.value)) {
                if (!is_english_ending(text_, behind, last)) break;
                const bool negates = (text_[behind] | 0x20) == 't';
                if (part.head == 0 && !negates && part.word.find('\'') == std::string::npos) {
                    part.head = part.word.size();
                    part.head_letters = part.letters;
                    part.head_end = part.source.end;
                }
            }
            part.word.push_back('\'');
        } else if (is_ampersand(here.value) && after.kind == Class::letter && !part.numeric && piece <= 2 && word_length(text_, at_ + here.size, 3) <= 2) {
            part.word.push_back('&');  // AT&T, R&D
            piece = 0;
        } else if (const char mark = number_mark(here.value); mark != 0 && after.kind == Class::digit && last_is_digit(last)) {
            part.word.push_back(mark);
            part.has_number_mark = true;
        } else {
            break;
        }
        at_ += here.size;
    }
    at_ = part.source.end;
    part.as_typed = part.source.end - part.source.begin == part.word.size();
    if (!part.numeric && at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '#')) {
        const char sign = text_[at_];
        std::size_t end = at_;
        while (end < text_.size() && text_[end] == sign) ++end;
        const std::size_t most = sign == '+' ? 3 : 1;  // C++, Notepad++, a+++; C#
        if (end - at_ <= most && !is_word(look(text_, end).kind)) {
            part.signs_after.assign(end - at_, sign);
            at_ = part.source.end = end;
        }
    }
    return part;
}

bool Tokenizer::joins_next_part(const Part& part) const {
    if (!part.signs_after.empty()) return false;
    const Here joint = look(text_, at_);
    const Here after = look(text_, at_ + joint.size);
    if (!is_word(after.kind)) return false;
    if (is_hyphen(joint.value) || is_apostrophe(joint.value)) return true;
    if (is_ampersand(joint.value)) return !part.numeric && after.kind == Class::letter;
    if (joint.value == 0xB7) return (part.word.back() | 0x20) == 'l' && (after.value | 0x20U) == 'l';  // Catalan col·lecció
    if (is_narrow_blank(joint.value)) return part.numeric && part.letters <= 3 && !part.has_number_mark && begins_thousand(at_ + joint.size);
    // Short dotted names: node.js, ASP.NET, U.S.A. A full stop with its space forgotten joins longer words, and is none.
    return joint.value == '.' && part.letters <= 6 && word_length(text_, at_ + joint.size, 7) <= 6;
}

void Tokenizer::emit(Range source, std::string_view folded, std::string_view exact, Token::Kind kind, std::uint32_t position) {
    Pending pending{{}, {}, source, position, kind, false};
    pending.folded = {arena_.size(), arena_.size() + folded.size()};
    arena_.append(folded);
    if (!exact.empty() && exact != folded) {
        pending.exact = {arena_.size(), arena_.size() + exact.size()};
        arena_.append(exact);
    }
    pending_.push_back(pending);
}

Tokenizer::Range Tokenizer::emit_word(const Part& part, bool after_hyphen) {
    std::string folded, exact;
    if (part.ascii) {
        folded = part.word;
        for (char& c : folded) c = lower(c);
        exact = folded;
    } else {
        folded = unicode::fold(part.word);
        exact = unicode::fold_case(part.word);
    }
    if (folded.empty()) folded = exact = part.word;  // marks alone
    exact += part.signs_after;
    if (part.letters == 1) folded += part.signs_after;  // C++ is no C
    if (part.sign_before != 0) exact.insert(exact.begin(), part.sign_before);
    ++position_;
    emit(part.source, cut(folded), cut(exact), Token::Kind::word, position_);
    pending_.back().after_hyphen = after_hyphen;
    const Range whole = pending_.back().folded;
    if (part.head_letters >= shortest_head) emit_part({part.source.begin, part.head_end}, part.ascii ? folded.substr(0, part.head) : unicode::fold(std::string_view(part.word).substr(0, part.head)));
    if (part.has_capital_inside && part.ascii) emit_camel_words(part);
    if (part.has_number_mark) emit_number_parts(part, folded);
    return whole;
}

/// A stop word is no part: nothing is found by it.
void Tokenizer::emit_part(Range source, std::string_view folded, Token::Kind kind) {
    if (!is_stop_word(folded)) emit(source, cut(folded), {}, kind, position_);
}

void Tokenizer::emit_camel_words(const Part& part) {
    std::size_t size = 0;
    while (size < part.word.size() && (is_ascii_letter(part.word[size]) || is_ascii_digit(part.word[size]))) ++size;
    if (size > max_word_bytes) return;
    const CamelWords words = camel_words(std::string_view(part.word).substr(0, size));
    for (std::size_t i = 0; i < words.count; ++i) {
        const std::size_t begin = words.bounds[i], end = words.bounds[i + 1];
        std::string word = part.word.substr(begin, end - begin);
        if (std::count_if(word.begin(), word.end(), is_ascii_letter) < 2) continue;
        std::transform(word.begin(), word.end(), word.begin(), lower);
        emit_part(part.as_typed ? Range{part.source.begin + begin, part.source.begin + end} : part.source, word, Token::Kind::piece);
    }
}

void Tokenizer::emit_number_parts(const Part& part, std::string_view folded) {
    constexpr std::size_t most_prefixes = 3, long_group = 4;
    const bool in_place = part.as_typed && folded.size() == part.word.size();
    const auto emit_stretch = [&](std::size_t begin, std::size_t end) {
        emit_part(in_place ? Range{part.source.begin + begin, part.source.begin + end} : part.source, folded.substr(begin, end - begin));
    };
    for (auto [begin, end] = next_number(folded, 0); begin < end; std::tie(begin, end) = next_number(folded, end)) {
        const std::string_view number = folded.substr(begin, end - begin);
        if (number.find_first_of(".,") == number.npos) continue;
        if (number.size() < folded.size()) emit_stretch(begin, end);  // of v2.10.3 and 1.5km
        if (const std::string plain = without_thousands(number); !plain.empty()) {
            emit_part(in_place ? Range{part.source.begin + begin, part.source.begin + end} : part.source, plain);
            continue;
        }
        const auto marks = static_cast<std::size_t>(std::count_if(number.begin(), number.end(), [](char c) { return !is_ascii_digit(c); }));
        const bool dotted = number.find(',') == number.npos;
        std::size_t groups = 0;
        for (std::size_t from = begin; from < end;) {
            const std::size_t to = std::min(folded.find_first_of(".,", from), end);
            // What stands behind the only point is a fraction, unless it may be a year: 3.1415926 and 04.2024.
            const bool fraction = dotted && marks == 1 && groups == 1 && (to - from != long_group || folded[from] < '1' || folded[from] > '2');
            if (to - from >= long_group && !fraction) emit_stretch(from, to);
            ++groups;
            if (dotted && groups > 1 && groups <= marks && groups <= most_prefixes + 1) emit_stretch(begin, to);
            from = to + 1;
        }
    }
}

void Tokenizer::scan_word_chain() {
    constexpr std::size_t most_parts = 5;    // state-of-the-art-ness; longer chains are paths and rules
    constexpr std::size_t longest_chain = 64;  // then it is taken up anew, so that memory stays bounded
    skip_gap();
    const std::size_t chain_begin = at_;
    const std::uint32_t first_position = position_ + 1;
    std::string joined;
    std::size_t parts = 0;
    bool all_numeric = true, thousands = true;
    while (true) {
        if (parts > 0) thousands = thousands && begins_thousand(at_);
        const Part part = scan_part();
        const Range folded = emit_word(part, parts > 0 || part.source.begin == sign_end_);
        if (parts < most_parts) joined.append(arena_, folded.begin, folded.end - folded.begin);
        all_numeric = all_numeric && part.numeric;
        if (parts == 0) thousands = part.letters <= 3 && !part.has_number_mark;
        ++parts;
        last_end_ = part.source.end;
        if (parts == longest_chain || !joins_next_part(part)) break;
        const Here joint = look(text_, at_);
        thousands = thousands && (is_apostrophe(joint.value) || is_narrow_blank(joint.value));
        at_ += joint.size;
    }
    if (parts > 1 && parts <= most_parts && (!all_numeric || thousands))  // 1'234'567, but not 2024-05-06
        emit({chain_begin, last_end_}, cut(joined), {}, Token::Kind::compound, first_position);
}

/// Three digits, and no fourth.
bool Tokenizer::begins_thousand(std::size_t at) const {
    std::size_t digits = 0;
    for (Here here = look(text_, at); here.kind == Class::digit; here = look(text_, at)) {
        if (++digits > 3) return false;
        at += here.size;
    }
    return digits == 3 && look(text_, at).kind != Class::letter;
}

/// $ and % are everywhere in code: words are those beside a number (5%, %5, $5, 5 %), and one that is all there is.
bool Tokenizer::stands_by_number() const {
    if (text_.size() == 1) return true;
    const auto blank_after = [&](std::size_t at) -> std::size_t {  // its size
        const Here here = look(text_, at);
        return here.value == ' ' || is_narrow_blank(here.value) ? here.size : 0;
    };
    const auto blank_before = [&](std::size_t at) -> std::size_t {
        for (const std::size_t size : {1U, 2U, 3U})
            if (at >= size && blank_after(at - size) == size) return size;
        return 0;
    };
    const auto digit_at = [&](std::size_t at) { return at < text_.size() && is_ascii_digit(text_[at]); };
    const auto digit_before = [&](std::size_t at) { return at > 0 && is_ascii_digit(text_[at - 1]); };
    const bool after_number = digit_before(at_) || digit_before(at_ - blank_before(at_));
    if (after_number && !is_word(look(text_, at_ + 1).kind)) return true;
    if (text_[at_] == '$') return digit_at(at_ + 1) || digit_at(at_ + 1 + blank_after(at_ + 1));
    // %50 in Turkish, not the %20 of an address or the %5d of a program.
    std::size_t end = at_ + 1;
    while (digit_at(end)) ++end;
    const bool stands_apart = at_ == 0 || text_[at_ - 1] == ' ' || text_[at_ - 1] == '\n' || text_[at_ - 1] == '(';
    return end > at_ + 1 && stands_apart && look(text_, end).kind != Class::letter && (end == text_.size() || text_[end] != '$');
}

void Tokenizer::scan_sign() {
    const Here here = look(text_, at_);
    Range source{at_, at_ + here.size};
    const char unit = source.end < text_.size() ? lower(text_[source.end]) : '\0';
    const bool degrees = here.value == 0xB0 && (unit == 'c' || unit == 'f') && !is_word(look(text_, source.end + 1).kind);
    if (degrees) ++source.end;
    const std::string_view typed = text_.substr(source.begin, source.end - source.begin);
    const bool joined = last_end_ == source.begin && position_ > 0;
    if (joined && !degrees && follows_word(here.value)) {
        emit(source, typed, {}, Token::Kind::part, position_);
    } else {
        skip_gap();
        ++position_;
        // ℃ is °C to Unicode, and a sign of full width an ordinary one; but № would be the word no.
        const bool folds = degrees || here.value == 0x2103 || here.value == 0x2109 || here.value >= 0xFE00;
        emit(source, folds ? unicode::fold(typed) : std::string(typed), {}, Token::Kind::word, position_);
        pending_.back().after_hyphen = joined;
    }
    at_ = last_end_ = sign_end_ = source.end;
}

void Tokenizer::scan_unspaced_character() {
    Range source{at_, at_ + look(text_, at_).size};
    for (Here here = look(text_, source.end); here.kind == Class::joiner; here = look(text_, source.end)) source.end += here.size;
    at_ = last_end_ = source.end;
    skip_gap();
    const std::string_view typed = text_.substr(source.begin, source.end - source.begin);
    std::string folded = unicode::fold(typed);
    std::string exact = folded == typed ? folded : unicode::fold_case(typed);  // 譯 of 译
    ++position_;
    emit(source, folded, exact, Token::Kind::unigram, position_);
    if (run_end_ == source.begin && !run_last_.empty()) {
        run_last_ += folded;
        run_last_exact_ += exact;
        emit({run_last_begin_, source.end}, run_last_, run_last_exact_, Token::Kind::bigram, position_ - 1);
    }
    run_last_ = std::move(folded);
    run_last_exact_ = std::move(exact);
    run_last_begin_ = source.begin;
    // Invisible characters do not end the run.
    for (Here here = look(text_, at_); here.kind == Class::ignorable && here.size > 0; here = look(text_, at_)) at_ += here.size;
    run_end_ = at_;
}

void Tokenizer::skip_gap() {
    if (gap_ && position_ > 0) position_ += line_gap;
    gap_ = false;
}

namespace {

bool is_sign(std::string_view folded) { return folded == "$" || folded == "%" || look(folded, 0).kind == Class::sign; }

std::string words_with_blanks(std::string_view text, bool with_stop_words) {
    std::string words;
    Tokenizer tokens(text);
    for (Token token; tokens.next(token);) {
        if (token.kind != Token::Kind::word && token.kind != Token::Kind::unigram) continue;
        if (!with_stop_words && (is_stop_word(token.folded) || is_sign(token.folded))) continue;
        if (!words.empty()) words.push_back(' ');
        words.append(token.folded);
    }
    return words;
}

}  // namespace

std::string whole_text(std::string_view text) { return words_with_blanks(text, true); }

std::string telling_text(std::string_view text) {
    std::string telling = words_with_blanks(text, false);
    return telling.empty() ? whole_text(text) : telling;
}

}  // namespace assay
