#include "indexer/text/tokenizer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/text/limits.h"
#include "indexer/text/stop_words.h"
#include "indexer/text/unicode.h"
#include "indexer/text/word_characters.h"
#include "indexer/text/word_parts.h"

namespace assay::text {
namespace {

using unicode::Class;

std::string_view cut(std::string_view word) {
    if (word.size() <= max_word_bytes) return word;
    std::size_t size = max_word_bytes;
    while (size > 0 && unicode::is_continuation(word[size])) --size;
    return word.substr(0, size);
}

/// True for a character of ASCII that only separates words: not a letter or digit, not the end of a
/// line or cell, and not $ or %, which may be words.
bool is_separator(char c) {
    static constexpr std::array<bool, 256> separators = [] {
        std::array<bool, 256> table{};
        for (std::size_t byte = 0; byte < 0x80; ++byte) {
            const char each = static_cast<char>(byte);
            table[byte] = !is_ascii_letter(each) && !is_ascii_digit(each) &&
                          std::string_view("\n\t$%").find(each) == std::string_view::npos;
        }
        return table;
    }();
    return separators[static_cast<unsigned char>(c)];
}

/// True for a character after a simple word that may make it part of a longer one.
bool may_join(char c) {
    static constexpr std::array<bool, 256> joining = [] {
        std::array<bool, 256> table{};
        for (std::size_t byte = 0; byte < table.size(); ++byte) {
            const char each = static_cast<char>(byte);
            table[byte] = byte < ' '
                              ? each != '\n' && each != '\t'
                              : byte >= 0x7F || is_ascii_letter(each) || is_ascii_digit(each) ||
                                    std::string_view("'&-.+#").find(each) != std::string_view::npos;
        }
        return table;
    }();
    return joining[static_cast<unsigned char>(c)];
}

}  // namespace

/// One word between separators, as written in the text.
struct Tokenizer::Part {
    Range source{};
    std::string
        word;  // bytes of the word, without invisible characters, and with one kind of apostrophe
    char sign_before = 0;     // '.' of .NET, '@' of @name
    std::string signs_after;  // "++" of C++, "#" of C#
    std::size_t letters = 0;  // code points
    bool ascii = true;
    bool numeric = true;   // no letter in it
    bool verbatim = true;  // `word` equals the bytes from source.begin on
    bool has_capital_inside = false, has_number_mark = false;
    std::size_t head = 0, head_letters = 0,
                head_end = 0;  // bytes of Peter in Peter's, its letters, its end in the text
};

bool Tokenizer::next(Token& token) {
    if (next_pending_ == pending_.size() && !fill()) return false;
    const Pending& pending = pending_[next_pending_++];
    const auto view = [&](Range range) {
        return std::string_view(arena_.data() + range.begin, range.end - range.begin);
    };
    token = {view(pending.folded), view(pending.exact), pending.source.begin, pending.source.end,
             pending.position,     pending.kind,        pending.after_hyphen};
    return true;
}

void Tokenizer::restart(std::string_view text) {
    std::string arena = std::move(arena_);
    std::vector<Pending> pending = std::move(pending_);
    pending.clear();
    *this = Tokenizer(text);
    arena_ = std::move(arena);
    pending_ = std::move(pending);
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
        if (is_separator(c)) {
            ++at_;
            continue;
        }
        if (is_ascii_letter(c) && scan_simple_word()) return true;
        const Here here = look(text_, at_);
        switch (here.kind) {
            case Class::letter:
            case Class::digit: scan_word_chain(); return true;
            case Class::unspaced: scan_unspaced_character(); return true;
            case Class::emoji:
                skip_gap();
                ++position_;
                emit({at_, at_ + here.size}, text_.substr(at_, here.size), {}, Token::Kind::word,
                     position_);
                at_ += here.size;
                return true;
            case Class::sign: scan_sign(); return true;
            case Class::joiner:
            case Class::ignorable:
            case Class::other:
                if ((c == '$' || c == '%') && stands_by_number(text_, at_)) {
                    scan_sign();
                    return true;
                }
                at_ += here.size;
                break;
        }
    }
    return false;
}

/// Reads a word of ASCII letters, lower case except perhaps the first, between signs that do not
/// join it to others. Most words are of this kind. Gives the same result as scan_word_chain without
/// checking what may join the word.
bool Tokenizer::scan_simple_word() {
    const char before = at_ > 0 ? text_[at_ - 1] : ' ';
    if (before == '.' || before == '@' || at_ == sign_end_) return false;
    std::size_t end = at_ + 1;
    while (end < text_.size() && is_small(text_[end])) ++end;
    if (end - at_ > max_word_bytes) return false;
    if (end < text_.size() && may_join(text_[end])) {
        const bool full_stop =
            text_[end] == '.' &&
            (end + 1 == text_.size() || text_[end + 1] == ' ' || text_[end + 1] == '\n');
        if (!full_stop) return false;
    }
    skip_gap();
    ++position_;
    arena_.assign(text_.data() + at_, end - at_);  // it is empty: a word comes first
    arena_.front() = lower(arena_.front());
    pending_.push_back({{0, end - at_}, {}, {at_, end}, position_, Token::Kind::word, false});
    at_ = last_end_ = end;
    return true;
}

Tokenizer::Part Tokenizer::scan_part() {
    Part part;
    part.source.begin = at_;
    if (at_ > 0 && (text_[at_ - 1] == '.' || text_[at_ - 1] == '@')) {
        const char before = at_ > 1 ? text_[at_ - 2] : ' ';
        if (!is_ascii_letter(before) && !is_ascii_digit(before) && before != text_[at_ - 1])
            part.sign_before = text_[at_ - 1];
    }
    char32_t last = 0;
    std::size_t piece = 0;  // letters since the last &
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (is_ascii_letter(c) || is_ascii_digit(c)) {  // the most common case
            part.has_capital_inside =
                part.has_capital_inside || (is_capital(c) && part.letters > 0);
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
            const std::size_t word_end = at_ + here.size;
            if (!is_cyrillic_letter_sign(last, after.value)) {
                if (!is_english_ending(text_, word_end, last)) break;
                const bool negates = (text_[word_end] | 0x20) == 't';
                if (part.head == 0 && !negates && part.word.find('\'') == std::string::npos) {
                    part.head = part.word.size();
                    part.head_letters = part.letters;
                    part.head_end = part.source.end;
                }
            }
            part.word.push_back('\'');
        } else if (is_ampersand(here.value) && after.kind == Class::letter && !part.numeric &&
                   piece <= 2 && word_length(text_, at_ + here.size, 3) <= 2) {
            part.word.push_back('&');  // AT&T, R&D
            piece = 0;
        } else if (const char mark = number_mark(here.value);
                   mark != 0 && after.kind == Class::digit && is_digit(last)) {
            part.word.push_back(mark);
            part.has_number_mark = true;
        } else {
            break;
        }
        at_ += here.size;
    }
    at_ = part.source.end;
    part.verbatim = part.source.end - part.source.begin == part.word.size();
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
    if (joint.value == 0xB7)
        return (part.word.back() | 0x20) == 'l' &&
               (after.value | 0x20U) == 'l';  // Catalan col·lecció
    if (is_narrow_blank(joint.value))
        return part.numeric && part.letters <= 3 && !part.has_number_mark &&
               begins_thousand(text_, at_ + joint.size);
    // Short dotted names: node.js, ASP.NET, U.S.A. A dot between longer words is a full stop whose
    // space was forgotten.
    return joint.value == '.' && part.letters <= 6 && word_length(text_, at_ + joint.size, 7) <= 6;
}

void Tokenizer::emit(Range source, std::string_view folded, std::string_view exact,
                     Token::Kind kind, std::uint32_t position) {
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
    if (part.letters == 1) folded += part.signs_after;  // C++ is not C
    if (part.sign_before != 0) exact.insert(exact.begin(), part.sign_before);
    ++position_;
    emit(part.source, cut(folded), cut(exact), Token::Kind::word, position_);
    pending_.back().after_hyphen = after_hyphen;
    const Range whole = pending_.back().folded;
    if (part.head_letters >= shortest_head)
        emit_part({part.source.begin, part.head_end},
                  part.ascii ? folded.substr(0, part.head)
                             : unicode::fold(std::string_view(part.word).substr(0, part.head)));
    if (part.has_capital_inside && part.ascii) emit_camel_words(part);
    if (part.has_number_mark) emit_number_parts(part, folded);
    return whole;
}

/// Stop words are not emitted as parts, because nothing is found by them. Neither are signs that
/// folding drops.
void Tokenizer::emit_part(Range source, std::string_view folded, Token::Kind kind) {
    if (!folded.empty() && !is_stop_word(folded)) emit(source, cut(folded), {}, kind, position_);
}

void Tokenizer::emit_camel_words(const Part& part) {
    std::size_t size = 0;
    while (size < part.word.size() &&
           (is_ascii_letter(part.word[size]) || is_ascii_digit(part.word[size])))
        ++size;
    if (size > max_word_bytes) return;
    const CamelWords words = camel_words(std::string_view(part.word).substr(0, size));
    for (std::size_t i = 0; i < words.count; ++i) {
        const std::size_t begin = words.bounds[i], end = words.bounds[i + 1];
        std::string word = part.word.substr(begin, end - begin);
        if (std::count_if(word.begin(), word.end(), is_ascii_letter) < 2) continue;
        std::transform(word.begin(), word.end(), word.begin(), lower);
        emit_part(
            part.verbatim ? Range{part.source.begin + begin, part.source.begin + end} : part.source,
            word, Token::Kind::piece);
    }
}

void Tokenizer::emit_number_parts(const Part& part, std::string_view folded) {
    const bool in_place = part.verbatim && folded.size() == part.word.size();
    for (const NumberPart& each : number_parts(folded))
        emit_part(in_place ? Range{part.source.begin + each.begin, part.source.begin + each.end}
                           : part.source,
                  each.text);
}

void Tokenizer::scan_word_chain() {
    constexpr std::size_t longest_chain =
        64;  // then a new run begins, so that memory stays bounded
    skip_gap();
    const std::size_t chain_begin = at_;
    const std::uint32_t first_position = position_ + 1;
    std::string joined;
    std::size_t parts = 0;
    bool all_numeric = true, thousands = true;
    while (true) {
        if (parts > 0) thousands = thousands && begins_thousand(text_, at_);
        const Part part = scan_part();
        const Range folded = emit_word(part, parts > 0 || part.source.begin == sign_end_);
        if (parts < max_joined_parts)
            joined.append(arena_, folded.begin, folded.end - folded.begin);
        all_numeric = all_numeric && part.numeric;
        if (parts == 0) thousands = part.letters <= 3 && !part.has_number_mark;
        ++parts;
        last_end_ = part.source.end;
        if (parts == longest_chain || !joins_next_part(part)) break;
        const Here joint = look(text_, at_);
        thousands = thousands && (is_apostrophe(joint.value) || is_narrow_blank(joint.value));
        at_ += joint.size;
    }
    if (parts > 1 && parts <= max_joined_parts &&
        (!all_numeric || thousands))  // 1'234'567, but not 2024-05-06
        emit({chain_begin, last_end_}, cut(joined), {}, Token::Kind::compound, first_position);
}

void Tokenizer::scan_sign() {
    const Here here = look(text_, at_);
    Range source{at_, at_ + here.size};
    const char unit = source.end < text_.size() ? lower(text_[source.end]) : '\0';
    const bool degrees = here.value == 0xB0 && (unit == 'c' || unit == 'f') &&
                         !is_word(look(text_, source.end + 1).kind);
    if (degrees) ++source.end;
    const std::string_view written = text_.substr(source.begin, source.end - source.begin);
    const bool joined = last_end_ == source.begin && position_ > 0;
    if (joined && !degrees && follows_word(here.value)) {
        emit(source, written, {}, Token::Kind::part, position_);
    } else {
        skip_gap();
        ++position_;
        // Unicode folds ℃ to °C and full-width signs to ordinary ones, which is right; but it folds
        // № to the word "no".
        const bool folds =
            degrees || here.value == 0x2103 || here.value == 0x2109 || here.value >= 0xFE00;
        emit(source, folds ? unicode::fold(written) : std::string(written), {}, Token::Kind::word,
             position_);
        pending_.back().after_hyphen = joined;
    }
    at_ = last_end_ = sign_end_ = source.end;
}

void Tokenizer::scan_unspaced_character() {
    Range source{at_, at_ + look(text_, at_).size};
    for (Here here = look(text_, source.end); here.kind == Class::joiner;
         here = look(text_, source.end))
        source.end += here.size;
    at_ = last_end_ = source.end;
    skip_gap();
    const std::string_view written = text_.substr(source.begin, source.end - source.begin);
    std::string folded = unicode::fold(written);
    std::string exact = folded == written ? folded : unicode::fold_case(written);  // 譯 of 译
    ++position_;
    emit(source, folded, exact, Token::Kind::unigram, position_);
    if (run_end_ == source.begin && !run_last_.empty()) {
        run_last_ += folded;
        run_last_exact_ += exact;
        emit({run_last_begin_, source.end}, run_last_, run_last_exact_, Token::Kind::bigram,
             position_ - 1);
    }
    run_last_ = std::move(folded);
    run_last_exact_ = std::move(exact);
    run_last_begin_ = source.begin;
    // Invisible characters do not end the run.
    for (Here here = look(text_, at_); here.kind == Class::ignorable && here.size > 0;
         here = look(text_, at_))
        at_ += here.size;
    run_end_ = at_;
}

void Tokenizer::skip_gap() {
    if (gap_ && position_ > 0) position_ += line_gap;
    gap_ = false;
}

namespace {

bool is_sign(std::string_view folded) {
    return folded == "$" || folded == "%" || look(folded, 0).kind == Class::sign;
}

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

std::string text_without_stop_words(std::string_view text) {
    std::string content = words_with_blanks(text, false);
    return content.empty() ? whole_text(text) : content;
}

}  // namespace assay::text
