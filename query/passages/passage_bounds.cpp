#include "query/passages/passage_bounds.h"

#include <algorithm>
#include <array>

#include "indexer/text/unicode.h"

namespace assay::query {
namespace {

constexpr std::size_t most_before_match =
    140;  // bytes from the beginning of a sentence to its match; if more, the passage begins later
constexpr std::size_t shortest_wrapped =
    40;  // bytes of a line that may be wrapped; shorter lines are separate lines

constexpr bool is_wide_sentence_end(char32_t c) {
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}
constexpr bool is_sentence_end(char32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || is_wide_sentence_end(c);
}
bool is_closing(char32_t c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x2019 || c == 0x201D ||
           c == 0x300D || c == 0x300F || c == 0xBB;
}
constexpr bool is_space(char32_t c) {
    return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x3000;
}

/// True for a character of ASCII that is neither white space nor ends a sentence. Most are.
bool is_plain(char c) {
    static constexpr std::array<bool, 256> plain = [] {
        std::array<bool, 256> table{};
        for (std::size_t i = 0; i < 0x80; ++i)
            table[i] =
                !is_space(static_cast<char32_t>(i)) && !is_sentence_end(static_cast<char32_t>(i));
        return table;
    }();
    return plain[static_cast<unsigned char>(c)];
}

/// The first place in [at, limit) whose code point `is` rejects; `limit` if there is none.
template <class Is>
std::size_t skip(std::string_view text, std::size_t at, std::size_t limit, Is is) {
    while (at < limit) {
        const unicode::CodePoint point = unicode::decode(text, at);
        if (!is(point.value)) break;
        at += point.size;
    }
    return at;
}

/// Where the code point before `at` (> 0) begins.
std::size_t before(std::string_view text, std::size_t at) {
    while (--at > 0 && unicode::is_continuation(text[at])) {}
    return at;
}

template <class Is>
std::size_t skip_back(std::string_view text, std::size_t at, Is is) {
    while (at > 0 && is(unicode::decode(text, before(text, at)).value)) at = before(text, at);
    return at;
}

/// A character of an unspaced script, before which a text may be cut; not its vowel signs and tone
/// marks.
bool is_unspaced(char32_t c) {
    return unicode::classify(c) == unicode::Class::unspaced && unicode::width(c) > 0;
}

/// True if a word begins at `at`. In an unspaced script every character begins one.
bool begins_word(std::string_view text, std::size_t at) {
    const unicode::CodePoint point = unicode::decode(text, at);
    if (is_space(point.value)) return false;
    return at == 0 || is_unspaced(point.value) ||
           is_space(unicode::decode(text, before(text, at)).value);
}

}  // namespace

std::size_t PassageBounds::heading_of(std::size_t at) const {
    const auto after = std::upper_bound(
        record_.headings.begin(), record_.headings.end(), at,
        [](std::size_t value, const schema::Heading& heading) { return value < heading.offset; });
    return static_cast<std::size_t>(after - record_.headings.begin()) - 1;
}

bool PassageBounds::in_heading(std::size_t at) const {
    const std::size_t index = heading_of(at);
    return index != std::string_view::npos && at < heading_end(index);
}

/// Where the heading that holds `at` begins, or the text below the heading above it.
std::size_t PassageBounds::stretch_begin(std::size_t at) const {
    const std::size_t index = heading_of(at);
    if (index == std::string_view::npos) return 0;
    return in_heading(at) ? record_.headings[index].offset : std::min(heading_end(index) + 1, at);
}

std::size_t PassageBounds::begin_for(std::size_t match) const {
    if (match < scanned_.at || match - scanned_.at > 2 * most_before_match) {
        scanned_ = {match > 2 * most_before_match ? match - 2 * most_before_match : 0, 0, 0, false};
        while (unicode::is_continuation(text_[scanned_.at])) ++scanned_.at;
        scanned_.found = scanned_.at == 0;
    }
    auto& [at, sentence, cell, found] = scanned_;
    while (at < match) {
        if (is_plain(text_[at]) || text_[at] == ' ') {
            ++at;
            continue;
        }
        const unicode::CodePoint point = unicode::decode(text_, at);
        const std::size_t after = at + point.size;
        const std::size_t next = is_sentence_end(point.value)
                                     ? sentence_after(after, is_wide_sentence_end(point.value))
                                 : point.value == '\n' && !wraps(at) ? after
                                                                     : std::string_view::npos;
        if (next != std::string_view::npos && next > match) break;
        at = after;
        if (point.value == '\t') cell = at;
        if (next == std::string_view::npos) continue;
        sentence = at = next;
        found = true;
    }
    if (found && match - sentence <= most_before_match)
        return skip(text_, sentence, match, is_space);
    if (match - cell <= most_before_match) return skip(text_, cell, match, is_space);
    return word_before(match, context_before_match);
}

std::size_t PassageBounds::word_before(std::size_t match, std::size_t most) const {
    const std::size_t stretch = stretch_begin(match);
    const std::size_t nearest = std::max(stretch, match - std::min(match, most)),
                      furthest = std::max(stretch, match - std::min(match, most_before_match));
    for (std::size_t at = nearest; at <= match; ++at)
        if (!unicode::is_continuation(text_[at]) && begins_word(text_, at)) return at;
    for (std::size_t at = nearest; at > furthest; --at)  // in a long word: an address
        if (!unicode::is_continuation(text_[at]) && begins_word(text_, at)) return at;
    return match;
}

/// `least`: code points after which a passage ends at the end of a line.
std::size_t PassageBounds::end_of(std::size_t begin, std::size_t least) const {
    const std::size_t heading = heading_of(begin), next = heading + 1;
    std::size_t limit =
        next < record_.headings.size() ? record_.headings[next].offset : text_.size();
    if (in_heading(begin)) limit = std::min(limit, heading_end(heading));
    std::size_t at = begin, points = 0, word_end = begin, sentence_end = begin;
    while (at < limit && points < passage_length) {
        if (is_plain(text_[at]) || text_[at] == ' ') {
            if (text_[at] == ' ') word_end = at;
            ++at;
            ++points;
            continue;
        }
        const unicode::CodePoint point = unicode::decode(text_, at);
        if (is_space(point.value) || is_unspaced(point.value)) word_end = at;
        if (point.value == '\n' && points >= least && !wraps(at)) break;
        at += point.size;
        ++points;
        if (is_sentence_end(point.value) &&
            sentence_after(at, is_wide_sentence_end(point.value)) != std::string_view::npos)
            sentence_end = std::min(skip(text_, at, limit, is_closing), limit);
    }
    if (at < limit && points >= passage_length) {
        const bool near_its_end =
            least < passage_length && sentence_end > begin + (at - begin) * 2 / 3;
        at = near_its_end ? sentence_end : word_end > begin ? word_end : at;
    }
    return std::max(begin, skip_back(text_, at, is_space));
}

std::size_t PassageBounds::opening() const {
    std::size_t begin = skip(text_, 0, text_.size(), is_space);
    for (const schema::Heading& heading : record_.headings) {
        if (heading.offset != begin) break;
        const std::size_t next = skip(text_, line_end(begin), text_.size(), is_space);
        if (next == text_.size()) break;
        begin = next;
    }
    return begin;
}

std::size_t PassageBounds::line_end(std::size_t at) const {
    return std::min(text_.find('\n', at), text_.size());
}

std::size_t PassageBounds::heading_end(std::size_t index) const {
    if (index != heading_) {
        heading_ = index;
        heading_end_ = line_end(record_.headings[index].offset);
    }
    return heading_end_;
}

bool PassageBounds::begins_line(std::size_t at) const {
    const std::size_t line =
        skip_back(text_, at, [](char32_t c) { return is_space(c) && c != '\n' && c != '\t'; });
    return line == 0 || (text_[line - 1] == '\n' && !wraps(line - 1));
}

/// True if the paragraph continues on the line after `line_end`.
bool PassageBounds::wraps(std::size_t line_end) const {
    const std::size_t next = line_end + 1;
    if (next >= text_.size() || !unicode::is_lower(unicode::decode(text_, next).value))
        return false;
    const std::size_t from = line_end - std::min(line_end, shortest_wrapped);
    if (line_end - from < shortest_wrapped ||
        text_.substr(from, line_end - from).find_first_of("\n\t") != text_.npos)
        return false;
    return !is_sentence_end(
        unicode::decode(text_, before(text_, skip_back(text_, line_end, is_closing))).value);
}

bool PassageBounds::after_sentence(std::size_t at) const {
    const std::size_t end = skip_back(text_, skip_back(text_, at, is_space), is_closing);
    if (end == 0) return false;
    const char32_t last = unicode::decode(text_, before(text_, end)).value;
    return is_sentence_end(last) &&
           sentence_after(end, is_wide_sentence_end(last)) != std::string_view::npos;
}

/// Where the next sentence begins after the sign that ends at `end`; npos if the sign does not end
/// a sentence: 3.14, e.g. this.
std::size_t PassageBounds::sentence_after(std::size_t end, bool wide) const {
    const std::size_t closed = skip(text_, end, text_.size(), is_closing),
                      next = skip(text_, closed, text_.size(), is_space);
    if (next == closed && next < text_.size() && !wide) return std::string_view::npos;
    return next < text_.size() && unicode::is_lower(unicode::decode(text_, next).value)
               ? std::string_view::npos
               : next;
}

}  // namespace assay::query
