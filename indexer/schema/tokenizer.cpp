#include "indexer/schema/tokenizer.h"

#include "indexer/schema/stop_words.h"
#include "indexer/schema/unicode.h"

namespace assay {
namespace {

using unicode::Class;

bool is_ascii_letter(char c) { return (static_cast<unsigned char>(c) | 0x20U) - 'a' < 26U; }
bool is_ascii_digit(char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0' < 10U; }

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

}  // namespace

/// One word between separators, as it stands in the text.
struct Tokenizer::Part {
    Range source{};
    std::string word;         // bytes of the word, invisible characters left out, apostrophes made one
    char sign_before = 0;     // '.' of .NET, '@' of @name
    std::string signs_after;  // "++" of C++, "#" of C#
    std::size_t letters = 0;  // code points
    bool ascii = true;
    bool numeric = true;  // no letter in it
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
            case Class::joiner:
            case Class::ignorable:
            case Class::other:
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
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (is_ascii_letter(c) || is_ascii_digit(c)) {  // most of most texts
            part.word.push_back(c);
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
        const bool last_is_digit = last < 0x80 && is_ascii_digit(static_cast<char>(last));
        const bool digits_around = last_is_digit && after.kind == Class::digit;
        if (is_apostrophe(here.value) && after.kind == Class::letter && !part.numeric) {
            // don't, author's, O'Reilly's; but l'eau and qu'il are two words. English endings have at most two letters.
            if (part.letters <= 2 && word_length(text_, at_ + here.size, 3) == 3) break;
            part.word.push_back('\'');
        } else if (here.value == '&' && after.kind == Class::letter && !part.numeric) {
            part.word.push_back('&');
        } else if ((here.value == '.' || here.value == ',') && digits_around) {
            part.word.push_back(static_cast<char>(here.value));
        } else {
            break;
        }
        at_ += here.size;
    }
    at_ = part.source.end;
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
    if (!is_word(look(text_, at_ + joint.size).kind)) return false;
    if (is_hyphen(joint.value) || is_apostrophe(joint.value)) return true;
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

void Tokenizer::emit_word(const Part& part, bool after_hyphen) {
    std::string folded, exact;
    if (part.ascii) {
        folded = part.word;
        for (char& c : folded)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
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
}

void Tokenizer::scan_word_chain() {
    constexpr std::size_t most_parts = 5;    // state-of-the-art-ness; longer chains are paths and rules
    constexpr std::size_t longest_chain = 64;  // then it is taken up anew, so that memory stays bounded
    skip_gap();
    const std::size_t chain_begin = at_;
    const std::uint32_t first_position = position_ + 1;
    std::string joined;
    std::size_t parts = 0;
    bool all_numeric = true;
    for (bool more = true; more;) {
        const Part part = scan_part();
        emit_word(part, parts > 0);
        const Range folded = pending_.back().folded;
        if (parts < most_parts) joined.append(arena_, folded.begin, folded.end - folded.begin);
        all_numeric = all_numeric && part.numeric;
        ++parts;
        more = parts < longest_chain && joins_next_part(part);
        if (more) at_ += look(text_, at_).size;
    }
    if (parts > 1 && parts <= most_parts && !all_numeric)
        emit({chain_begin, pending_.back().source.end}, cut(joined), {}, Token::Kind::compound, first_position);
}

void Tokenizer::scan_unspaced_character() {
    Range source{at_, at_ + look(text_, at_).size};
    for (Here here = look(text_, source.end); here.kind == Class::joiner; here = look(text_, source.end)) source.end += here.size;
    at_ = source.end;
    skip_gap();
    std::string folded = unicode::fold(text_.substr(source.begin, source.end - source.begin));
    ++position_;
    emit(source, folded, {}, Token::Kind::unigram, position_);
    if (run_end_ == source.begin && !run_last_.empty()) {
        run_last_ += folded;
        emit({run_last_begin_, source.end}, run_last_, {}, Token::Kind::bigram, position_ - 1);
    }
    run_last_ = std::move(folded);
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

std::string words_with_blanks(std::string_view text, bool with_stop_words) {
    std::string words;
    Tokenizer tokens(text);
    for (Token token; tokens.next(token);) {
        if (token.kind != Token::Kind::word && token.kind != Token::Kind::unigram) continue;
        if (!with_stop_words && is_stop_word(token.folded)) continue;
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
