#include "indexer/note/plain_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <utility>

#include "indexer/note/html_entity.h"
#include "indexer/text/unicode.h"

namespace assay::indexer {
namespace {

bool is_ascii(char c) { return (static_cast<unsigned char>(c) & 0x80U) == 0; }
bool is_word_byte(char c) {
    return !is_ascii(c) || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

/// Returns the number of printable ASCII bytes from byte `at` on.
std::size_t printable_run(std::string_view text, std::size_t at) {
    constexpr std::uint64_t ones = 0x0101010101010101U, high = 0x80 * ones;
    const std::size_t begin = at;
    for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
        std::memcpy(&eight, text.data() + at, sizeof eight);
        if (((eight | (eight - 0x20 * ones) | (eight + ones)) & high) != 0)
            break;  // a byte above 0x7E or below 0x20
    }
    while (at < text.size() && text[at] >= 0x20 && text[at] < 0x7F) ++at;
    return at - begin;
}

/// Korean is written with spaces, although its characters are indexed one by one.
bool is_hangul(char32_t c) {
    return (c >= 0x1100 && c < 0x1200) || (c >= 0x3130 && c < 0x3190) ||
           (c >= 0xA960 && c < 0xA980) || (c >= 0xAC00 && c < 0xD800);
}

bool is_unspaced(char32_t c) {
    return (unicode::classify(c) == unicode::Class::unspaced && !is_hangul(c)) ||
           (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFF66);
}

/// True if no space belongs between the lines, as in "開源\n碼".
bool joins_unspaced(std::string_view text, std::string_view next) {
    if (is_ascii(text.back()) || is_ascii(next.front())) return false;
    std::size_t last = text.size() - 1;
    while (last > 0 && unicode::is_continuation(text[last])) --last;
    return is_unspaced(unicode::decode(text, last).value) &&
           is_unspaced(unicode::decode(next, 0).value);
}

/// True for words after a hyphen that replaces a later word: "pre- and post-war", "Vor- und
/// Nachteile".
bool joins_words(std::string_view word) {
    constexpr std::array<std::string_view, 15> conjunctions{"and",  "or",  "to", "nor", "und",
                                                            "oder", "bis", "et", "ou",  "y",
                                                            "o",    "e",   "en", "of",  "och"};
    return std::find(conjunctions.begin(), conjunctions.end(), word) != conjunctions.end();
}

/// Returns the first of `ranges` (sorted, disjoint) that ends after `offset`. Most calls go forward
/// from the last one.
std::size_t first_ending_behind(const std::vector<SourceRange>& ranges, std::size_t offset,
                                std::size_t last) {
    while (last > 0 && ranges[last - 1].end > offset) --last;
    while (last < ranges.size() && ranges[last].end <= offset) ++last;
    return last;
}

/// True if `literal` equals the source and has no sign of an escape or entity.
bool is_plain(std::string_view literal, std::string_view source) {
    return source.starts_with(literal) && literal.find('\\') == literal.npos &&
           literal.find('&') == literal.npos;
}

bool is_sign(char c) { return std::ispunct(static_cast<unsigned char>(c)) != 0; }

std::size_t leading_blanks(std::string_view text) {
    return std::min(text.find_first_not_of(' '), text.size());
}

constexpr std::string_view obsidian_signs = "[]|=%^#{";  // have no meaning when escaped
constexpr std::size_t compared = 8;  // bytes of a literal that are searched for in the source
constexpr std::size_t near =
    200;  // so that a hostile line is not searched to its end for each literal

}  // namespace

PlainText::PlainText(const ShieldedBody& source, std::uint32_t first_line)
    : markdown_(source.markdown().substr(0, source.body.size())),
      source_(source),
      first_line_(first_line) {
    line_starts_.reserve(markdown_.size() / 32 + 1);
    line_starts_.push_back(0);
    for (std::size_t at = markdown_.find('\n'); at != markdown_.npos;
         at = markdown_.find('\n', at + 1))
        line_starts_.push_back(at + 1);
    text_.reserve(markdown_.size());
}

std::string_view PlainText::source_line(std::uint32_t line) const {
    if (line == 0 || line > line_starts_.size()) return {};
    const std::size_t begin = line_starts_[line - 1];
    const std::size_t end = line < line_starts_.size() ? line_starts_[line] - 1 : markdown_.size();
    return markdown_.substr(begin, end - begin);
}

/// Returns the segment of text that is written next, from this byte of the body.
schema::Segment PlainText::segment_at(std::uint32_t line, std::size_t offset) {
    if (line != counted_line_ || offset < counted_) {
        counted_line_ = line;
        counted_ = line_starts_[line - 1];
        counted_place_ = {0, first_line_ + line - 1, 1};
    }
    counted_place_.offset = size();
    schema::move_on(counted_place_, source_.body.substr(counted_, offset - counted_));
    counted_ = offset;
    return counted_place_;
}

schema::Segment PlainText::place_in_file(SourcePlace place) {
    if (place.line == 0 || place.line > line_starts_.size()) return {};
    const std::size_t size = source_line(place.line).size();
    return segment_at(place.line, line_starts_[place.line - 1] + std::min(place.at, size));
}

void PlainText::mark_place(std::uint32_t line, std::size_t offset) {
    if (offset == open_at_) return;
    const schema::Segment segment = segment_at(line, offset);
    while (!segments_.empty() && segments_.back().offset >= segment.offset)
        segments_.pop_back();  // of spaces that separate() removed
    segments_.push_back(segment);
    open_at_ = offset;
}

void PlainText::note_literal(std::uint32_t begin) {
    if (begin == size()) return;
    while (!literal_.empty() && literal_.back().begin >= begin) literal_.pop_back();
    if (!literal_.empty() && literal_.back().end == begin) literal_.back().end = size();
    else literal_.push_back({begin, size()});
}

void PlainText::note_table(std::uint32_t begin) {
    const std::size_t end = text_.find_last_not_of(" \t\n") + 1;
    if (end > begin) tables_.push_back({begin, static_cast<std::uint32_t>(end)});
}

/// Writes what a soft break or a gap between words needs before `piece`.
void PlainText::join(std::string_view piece) {
    if ((!pending_soft_break_ && !pending_gap_) || piece.empty()) return;
    const bool soft_break = std::exchange(pending_soft_break_, false);
    pending_gap_ = pending_html_break_ = false;
    if (soft_break)
        while (!text_.empty() && text_.back() == ' ') text_.pop_back();
    if (text_.empty() || text_.back() == '\n') return;
    if (soft_break && joins_at_hyphen(piece)) return;
    if (soft_break ? !joins_unspaced(text_, piece)
                   : is_word_byte(text_.back()) && is_word_byte(piece.front()))
        append_separator(' ');
}

/// True if `next` continues a word that is broken at a hyphen. In "word - ", "word--" and "pre-
/// and" it does not.
bool PlainText::joins_at_hyphen(std::string_view next) const {
    if (in_code_ || code_end_ == text_.size() || !is_word_byte(next.front())) return false;
    if (!is_ascii(next.front()) &&
        unicode::classify(unicode::decode(next, 0).value) != unicode::Class::letter)
        return false;
    std::size_t end = text_.size();
    if (soft_hyphen_end_ != end) {
        constexpr std::array<std::string_view, 3> hyphens{"-", "\u2010", "\u2011"};
        for (const std::string_view hyphen : hyphens)
            if (text().ends_with(hyphen)) end -= hyphen.size();
        if (end == text_.size()) return false;
    }
    if (end == 0 || !is_word_byte(text_[end - 1])) return false;
    std::size_t before = end - 1;
    while (before > 0 && unicode::is_continuation(text_[before])) --before;
    const unicode::Class last = unicode::classify(unicode::decode(text_, before).value);
    if (last != unicode::Class::letter && last != unicode::Class::digit) return false;
    const auto word_end = std::find_if_not(next.begin(), next.end(), is_word_byte);
    const auto word = static_cast<std::size_t>(word_end - next.begin());
    return !joins_words(next.substr(0, word)) ||
           next.substr(word).starts_with('-');  // "state-" / "of-the-art"
}

void PlainText::append_visible(std::string_view piece, std::uint32_t line, std::size_t offset) {
    if (pending_soft_break_ && !in_code_) {  // spaces around a line end are not part of the text
        const std::size_t blanks = std::min(piece.find_first_not_of(" \t"), piece.size());
        piece.remove_prefix(blanks);
        offset += blanks;
    }
    join(piece);
    for (std::size_t done = 0; done < piece.size();) {
        if (const std::size_t run = printable_run(piece, done); run > 0) {
            mark_place(line, offset + done);
            text_.append(piece, done, run);
            open_at_ += run;
            done += run;
            continue;
        }
        const unicode::CodePoint point = unicode::decode(piece, done);
        if (!unicode::is_invisible(point.value)) {
            mark_place(line, offset + done);
            const std::size_t before = text_.size();
            if (unicode::is_line_space(point.value)) text_.push_back(' ');
            else
                unicode::append(
                    text_,
                    point.value);  // valid even if cmark-gfm 0.29 cut a character ("[^\n®no]")
            open_at_ = text_.size() - before == point.size ? open_at_ + point.size : nowhere;
        } else if (point.value == 0xAD) {
            soft_hyphen_end_ = text_.size();
        }
        done += point.size;
    }
}

std::string_view PlainText::written(SourcePlace place, std::size_t size) const {
    if (place.line == 0 || place.line > line_starts_.size()) return {};
    return source_.body.substr(
        std::min(line_starts_[place.line - 1] + place.at, source_.body.size()), size);
}

void PlainText::append_written(SourcePlace place, std::size_t size) {
    const std::uint32_t line = place.line;
    if (line == 0 || line > line_starts_.size()) return;
    std::size_t begin = line_starts_[line - 1] + place.at;
    const std::size_t end = begin + size;
    if (!in_code_ && !source_.gone.empty()) {
        next_gone_ = first_ending_behind(source_.gone, begin, next_gone_);
        for (; next_gone_ < source_.gone.size() && source_.gone[next_gone_].begin < end;
             ++next_gone_) {
            const SourceRange gone = source_.gone[next_gone_];
            if (gone.begin > begin) append_with_math(line, begin, gone.begin);
            begin = std::min(gone.end, end);
            if (source_.is_alone(gone)) separate(1);
            // Keeps one of the spaces around it.
            if (at_line_begin() || text_.back() == ' ')
                while (begin < end && source_.body[begin] == ' ') ++begin;
            if (gone.end > end) break;
        }
    }
    if (begin < end) append_with_math(line, begin, end);
}

/// Appends bytes of the body, within line `line`, as written.
void PlainText::append_with_math(std::uint32_t line, std::size_t begin, std::size_t end) {
    if (!source_.math.empty()) {
        next_math_ = first_ending_behind(source_.math, begin, next_math_);
        for (; next_math_ < source_.math.size() && source_.math[next_math_].begin < end;
             ++next_math_) {
            const SourceRange math = source_.math[next_math_];
            if (math.begin > begin)
                append_visible(source_.body.substr(begin, math.begin - begin), line, begin);
            begin = std::max(begin, math.begin);
            const std::size_t math_end = std::min(math.end, end);
            join(source_.body.substr(begin, math_end - begin));
            const std::uint32_t text_begin = this->size();
            append_visible(source_.body.substr(begin, math_end - begin), line, begin);
            note_literal(text_begin);
            begin = math_end;
            if (math.end > end) break;
        }
    }
    if (begin < end) append_visible(source_.body.substr(begin, end - begin), line, begin);
}

void PlainText::append_character(std::string_view characters, SourcePlace place) {
    if (place.line == 0 || place.line > line_starts_.size()) return;
    const std::size_t offset =
        std::min(line_starts_[place.line - 1] + place.at, source_.body.size());
    if (!in_code_ && !source_.gone.empty()) {
        next_gone_ = first_ending_behind(source_.gone, offset, next_gone_);
        if (next_gone_ < source_.gone.size() && source_.gone[next_gone_].begin <= offset) return;
    }
    for (std::size_t done = 0; done < characters.size();) {
        const std::size_t size = unicode::decode(characters, done).size;
        append_visible(characters.substr(done, size), place.line, offset);
        done += size;
    }
    open_at_ = nowhere;
}

bool PlainText::may_stand_at(std::string_view literal, SourcePlace place) const {
    const std::string_view source = source_line(place.line);
    for (std::size_t i = 0; i < std::min(literal.size(), compared); ++i) {
        if (place.at + i >= source.size()) return false;
        const char c = source[place.at + i];
        if (c == '\\' || c == '&') return true;
        if (c != literal[i]) return false;
    }
    return true;
}

SourcePlace PlainText::find_behind_cursor(std::string_view literal) const {
    const std::string_view source = source_line(cursor_.line);
    const std::size_t from = std::min(cursor_.at, source.size());
    const std::size_t found = source.substr(from, near).find(literal.substr(0, compared));
    return {cursor_.line, found == source.npos ? from : from + found};
}

void PlainText::follow(std::string_view literal, SourcePlace place, bool markdown) {
    std::string_view source = source_line(place.line);
    std::size_t at = std::min(place.at, source.size());
    if (is_plain(literal, source.substr(at))) {
        append_written({place.line, at}, literal.size());
        cursor_ = {place.line, at + literal.size()};
        return;
    }
    if (!markdown && leading_blanks(source.substr(at)) == leading_blanks(literal) + 1)
        ++at;                         // cmark removes one from a code span
    std::size_t entity_at = nowhere;  // of the previous entity, if it may give another character
    for (std::size_t done = 0; done < literal.size();) {
        std::size_t same = 0;
        while (done + same < literal.size() && at + same < source.size() &&
               source[at + same] == literal[done + same] &&
               !(markdown && (source[at + same] == '\\' || source[at + same] == '&')))
            ++same;
        while (same > 0 && done + same < literal.size() &&
               unicode::is_continuation(literal[done + same]))
            --same;
        if (same > 0) {
            append_written({place.line, at}, same);
            done += same;
            at += same;
            entity_at = nowhere;
            continue;
        }
        const unicode::CodePoint point = unicode::decode(literal, done);
        const std::string_view character = literal.substr(done, point.size);
        const bool escapes =
            at + 1 < source.size() && source[at] == '\\' && source[at + 1] == literal[done];
        if (escapes && (markdown ? is_sign(literal[done])
                                 : literal[done] == '|')) {  // also in code inside tables
            join(character);
            const std::uint32_t text_begin = size();
            append_written({place.line, at + 1}, 1);
            if (obsidian_signs.find(literal[done]) != obsidian_signs.npos) note_literal(text_begin);
            done += 1;
            at += 2;
            continue;
        }
        const std::string_view entity = markdown ? html_entity_at(source, at) : std::string_view();
        if (!entity.empty() && (literal[done] != '&' || stands_for_ampersand(entity))) {
            join(character);
            const std::uint32_t text_begin = size();
            append_character(character, {place.line, at});
            if (obsidian_signs.find(literal[done]) != obsidian_signs.npos) note_literal(text_begin);
            done += point.size;
            entity_at = at;
            at += entity.size();
        } else if (at < source.size() &&
                   source[at] == literal[done]) {  // a literal backslash or '&'
            append_written({place.line, at}, 1);
            done += 1;
            at += 1;
        } else if (entity_at != nowhere) {
            append_character(character, {place.line, entity_at});
            done += point.size;
        } else if (!markdown && at >= source.size() && place.line < line_starts_.size()) {
            // A code span continues on the next line, after its quote marks and white space.
            if (literal[done] == ' ') {
                append_separator(' ');
                ++done;
            }
            source = source_line(++place.line);
            at = std::min(source.find_first_not_of(" \t>"), source.size());
            if (done < literal.size() && literal[done] == '>')
                at = std::min(source.find_first_not_of(" \t"), source.size());
        } else {
            append_character(character, {place.line, at});
            done += point.size;
            const std::size_t found = source.substr(at, near).find(literal.substr(done, compared));
            if (found != source.npos) at += found;
        }
    }
    cursor_ = {place.line, at};
}

void PlainText::separate(std::size_t line_ends) {
    pending_soft_break_ = pending_html_break_ = false;
    while (!text_.empty() && (text_.back() == ' ' || text_.back() == '\t')) text_.pop_back();
    if (text_.empty()) return;
    std::size_t present = 0;
    while (present < text_.size() && text_[text_.size() - 1 - present] == '\n') ++present;
    for (; present < line_ends; ++present) text_.push_back('\n');
    open_at_ = nowhere;
}

void PlainText::soft_break(SourcePlace next) {
    pending_soft_break_ = true;
    cursor_ = next;
}

void PlainText::html_break() {
    if (pending_html_break_) {
        separate(1);
        return;
    }
    pending_soft_break_ = pending_html_break_ = true;
}

}  // namespace assay::indexer
