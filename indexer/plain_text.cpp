#include "indexer/plain_text.h"

#include <algorithm>
#include <cctype>

#include "indexer/schema/unicode.h"

namespace assay {
namespace {

bool is_plain_ascii(char c) { return c >= 0x20 && c < 0x7F; }

/// "&eacute;", "&#233;" or "&#xE9;" at `at`; empty when none stands there. The longest name has 31 letters.
std::string_view entity_at(std::string_view source, std::size_t at) {
    constexpr std::size_t longest_entity = 33;
    if (at >= source.size() || source[at] != '&') return {};
    const std::string_view entity = source.substr(at, longest_entity);
    std::size_t end = 1;
    while (end < entity.size() && (entity[end] == '#' || std::isalnum(static_cast<unsigned char>(entity[end])) != 0)) ++end;
    return end < entity.size() && entity[end] == ';' ? entity.substr(0, end + 1) : std::string_view();
}

}  // namespace

PlainText::PlainText(std::string_view body, std::uint32_t first_line) : body_(body), first_line_(first_line) {
    line_starts_.push_back(0);
    for (std::size_t at = body.find('\n'); at != body.npos; at = body.find('\n', at + 1)) line_starts_.push_back(at + 1);
    text_.reserve(body.size());
}

std::string_view PlainText::source_line(std::uint32_t line) const {
    if (line == 0 || line > line_starts_.size()) return {};
    const std::size_t begin = line_starts_[line - 1];
    const std::size_t end = line < line_starts_.size() ? line_starts_[line] - 1 : body_.size();
    return body_.substr(begin, end - begin);
}

std::uint32_t PlainText::column_of(std::uint32_t line, std::size_t at) {
    if (line != counted_line_ || at < counted_at_) {
        counted_line_ = line;
        counted_at_ = 0;
        counted_column_ = 1;
    }
    const std::string_view source = source_line(line);
    at = std::min(at, source.size());
    if (at > counted_at_) counted_column_ += static_cast<std::uint32_t>(unicode::length(source.substr(counted_at_, at - counted_at_)));
    counted_at_ = at;
    return counted_column_;
}

void PlainText::mark_place(std::uint32_t line, std::size_t at) {
    if (line == open_line_ && at == open_at_) return;
    const Segment segment{size(), first_line_ + line - 1, column_of(line, at)};
    if (!segments_.empty() && segments_.back().offset == segment.offset) segments_.back() = segment;
    else segments_.push_back(segment);
    open_line_ = line;
    open_at_ = at;
}

void PlainText::append(std::string_view piece, std::uint32_t line, std::size_t at) {
    if (pending_soft_break_ && !piece.empty()) {
        pending_soft_break_ = false;
        const auto is_unspaced = [](char32_t c) { return unicode::classify(c) == unicode::Class::unspaced || (c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFF66); };
        std::size_t last = text_.size();
        while (last > 0 && (static_cast<unsigned char>(text_[--last]) & 0xC0U) == 0x80U) {
        }
        const bool joined = !text_.empty() && is_unspaced(unicode::decode(text_, last).value) && is_unspaced(unicode::decode(piece, 0).value);
        if (!joined && !text_.empty() && text_.back() != '\n') text_.push_back(' ');
    }
    std::size_t done = 0;
    while (done < piece.size()) {
        std::size_t run = done;
        while (run < piece.size() && is_plain_ascii(piece[run])) ++run;
        if (run > done) {
            mark_place(line, at + done);
            text_.append(piece, done, run - done);
            open_at_ += run - done;
            done = run;
            continue;
        }
        const unicode::CodePoint point = unicode::decode(piece, done);
        if (!unicode::is_invisible(point.value)) {
            mark_place(line, at + done);
            if (point.value < 0x20) text_.push_back(' ');
            else text_.append(piece, done, point.size);
            open_at_ += point.size;
        }
        done += point.size;
    }
}

void PlainText::append_literal(std::string_view literal, std::uint32_t line, std::size_t at) {
    std::string_view source = source_line(line);
    at = std::min(at, source.size());
    const auto find_from = [&](std::string_view wanted, std::size_t from, std::size_t within = std::string_view::npos) {
        const std::string_view there = source.substr(from, within);
        std::size_t found = there.find(wanted.substr(0, std::min<std::size_t>(wanted.size(), 8)));
        // A blank may be a line end of a code span.
        if (found == there.npos && wanted.find(' ', 1) < 8) found = there.find(wanted.substr(0, wanted.find(' ', 1)));
        if (found != there.npos) at = from + found;
    };
    const auto begins_at = [&](std::size_t place) {
        return place < source.size() && (source[place] == literal[0] || source[place] == '\\' || source[place] == '&');
    };
    // The reported column counts the indent of the paragraph's first line also in those that go on: where the literal does not
    // stand there, it begins the line, or stands behind what was read of it.
    if (!literal.empty() && !source.substr(at).starts_with(literal.substr(0, std::min<std::size_t>(literal.size(), 8)))) {
        const std::size_t read_up_to = line == cursor_line_ ? std::min(cursor_at_, source.size()) : 0;
        const std::size_t first = source.find_first_not_of(" \t>");
        if (line == cursor_line_ && cursor_at_ == 0 && begins_at(first)) at = first;
        else if (!begins_at(at) || source[at] == literal[0]) find_from(literal, read_up_to);
    }
    for (std::size_t done = 0; done < literal.size();) {
        std::size_t same = 0;
        while (done + same < literal.size() && at + same < source.size() && source[at + same] == literal[done + same] && source[at + same] != '&') ++same;
        while (same > 0 && done + same < literal.size() && (static_cast<unsigned char>(literal[done + same]) & 0xC0U) == 0x80U) --same;
        if (same > 0) {
            append(literal.substr(done, same), line, at);
            done += same;
            at += same;
            continue;
        }
        if (at + 1 < source.size() && source[at] == '\\' && source[at + 1] == literal[done]) {
            append(literal.substr(done, 1), line, ++at);
            ++done;
            ++at;
            continue;
        }
        const unicode::CodePoint point = unicode::decode(literal, done);
        const std::string_view character = literal.substr(done, point.size);
        const std::string_view entity = entity_at(source, at);
        if (!entity.empty() && !literal.substr(done).starts_with(entity)) {
            append(character, line, at);
            done += point.size;
            at += entity.size();
        } else if (at < source.size() && source[at] == literal[done]) {  // an '&' as it stands
            append(character, line, at);
            done += point.size;
            at += point.size;
        } else if (at >= source.size() && character == " ") {
            // A code span goes on in the next line, behind that line's quote marks and white space.
            append_separator(' ');
            ++done;
            source = source_line(++line);
            at = 0;
            find_from(literal.substr(done), at);
        } else {
            constexpr std::size_t near = 100;  // a hostile line must not be searched to its end for each character
            append(character, line, at);
            done += point.size;
            find_from(literal.substr(done), at, near);
        }
    }
    cursor_line_ = line;
    cursor_at_ = at;
}

void PlainText::separate(std::size_t line_ends) {
    pending_soft_break_ = false;
    if (text_.empty()) return;
    while (!text_.empty() && text_.back() == ' ') text_.pop_back();
    std::size_t present = 0;
    while (present < text_.size() && text_[text_.size() - 1 - present] == '\n') ++present;
    for (; present < line_ends && !text_.empty(); ++present) text_.push_back('\n');
    open_line_ = 0;
}

void PlainText::soft_break() {
    pending_soft_break_ = true;
    ++cursor_line_;
    cursor_at_ = 0;
}

}  // namespace assay
