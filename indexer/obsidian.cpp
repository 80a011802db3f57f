#include "indexer/obsidian.h"

#include <algorithm>
#include <string_view>

#include "indexer/schema/unicode.h"

namespace assay {
namespace {

struct Range {
    std::uint32_t begin, end;
};

bool by_begin(Range a, Range b) { return a.begin < b.begin; }

/// `ranges` are disjoint and by begin.
bool inside(const std::vector<Range>& ranges, std::size_t at) {
    const auto after = std::upper_bound(ranges.begin(), ranges.end(), at, [](std::size_t value, Range range) { return value < range.begin; });
    return after != ranges.begin() && at < (after - 1)->end;
}

std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

/// Walks once over the text and notes what is to go.
class Reader {
public:
    explicit Reader(const MarkdownText& note) : note_(note), text_(note.text) {
        for (const Scope& scope : note.scopes) {
            if (scope.field == Field::code) code_.push_back({scope.begin, scope.end});
            else if (scope.field == Field::heading) headings_.push_back({scope.begin, scope.end});
            else callout(scope);
        }
        std::sort(code_.begin(), code_.end(), by_begin);
        std::sort(headings_.begin(), headings_.end(), by_begin);
    }

    void run() {
        std::size_t code = 0;
        for (std::size_t at = text_.find_first_of(signs); at != text_.npos; at = text_.find_first_of(signs, at)) {
            while (code < code_.size() && code_[code].end <= at) ++code;
            if (code < code_.size() && code_[code].begin <= at) {
                at = code_[code].end;
                continue;
            }
            std::size_t next = at;
            switch (text_[at]) {
                case '[': next = wikilink(at); break;
                case '=': next = mark(at); break;
                case '%': next = comment(at); break;
                case '^': next = block_id(at); break;
                default: next = tag(at); break;
            }
            at = std::max(next, at + 1);
        }
        std::sort(gone.begin(), gone.end(), by_begin);
    }

    std::vector<Range> gone;  // by begin
    std::vector<std::string> tags;

private:
    static constexpr std::string_view signs = "[=%^#";

    /// The rest of the line from `at` on, as far as a sign may reach: a hostile line must not be searched to its end for each sign.
    std::string_view reach(std::size_t at) const {
        const std::string_view rest = text_.substr(at, 1000);
        return rest.substr(0, rest.find('\n'));
    }
    void erase(std::size_t begin, std::size_t end) { gone.push_back({narrow(begin), narrow(end)}); }

    void callout(const Scope& quote) {
        const std::string_view text = text_.substr(quote.begin, quote.end - quote.begin);
        if (!text.starts_with("[!")) return;
        std::size_t end = text.find(']');
        if (end == text.npos || end > 40 || text.find('\n') < end) return;
        ++end;
        if (end < text.size() && (text[end] == '+' || text[end] == '-')) ++end;  // folded or not
        while (end < text.size() && (text[end] == ' ' || text[end] == '\n')) ++end;
        erase(quote.begin, quote.begin + end);
    }

    std::size_t wikilink(std::size_t at) {
        const std::string_view link = reach(at);
        if (!link.starts_with("[[")) return at;
        const std::string_view inner = link.substr(2, link.find("]]") - 2);
        if (link.size() < inner.size() + 4 || inner.empty() || inner.find("[[") != inner.npos) return at;
        const std::size_t begin = at + 2, close = begin + inner.size();
        const std::size_t bar = inner.find('|');
        const bool embed = at > 0 && text_[at - 1] == '!';
        const bool shows_other = bar != inner.npos && !embed;
        erase(at - embed, shows_other ? begin + bar + 1 : begin);
        erase(bar != inner.npos && embed ? begin + bar : close, close + 2);  // what follows the bar of an embed is its size
        return close + 2;
    }

    std::size_t mark(std::size_t at) {
        const std::string_view rest = reach(at);
        if (!rest.starts_with("==")) return at;
        const std::string_view inner = rest.substr(2, rest.find("==", 2) - 2);
        if (rest.size() < inner.size() + 4 || inner.empty() || inner.front() == ' ' || inner.front() == '=' || inner.back() == ' ') return at + 2;
        erase(at, at + 2);
        erase(at + 2 + inner.size(), at + 4 + inner.size());
        return at + 2;
    }

    /// Over any number of lines.
    std::size_t comment(std::size_t at) {
        if (!text_.substr(at).starts_with("%%")) return at;
        std::size_t close = text_.find("%%", at + 2);
        while (close != text_.npos && inside(code_, close)) close = text_.find("%%", close + 2);
        if (close == text_.npos) return at + 2;
        erase(at, close + 2);
        return close + 2;
    }

    std::size_t block_id(std::size_t at) {
        if (at > 0 && text_[at - 1] != ' ' && text_[at - 1] != '\n') return at;
        std::size_t end = at + 1;
        while (end < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[end])) != 0 || text_[end] == '-')) ++end;
        if (end == at + 1 || (end < text_.size() && text_[end] != '\n')) return at;
        erase(at > 0 && text_[at - 1] == ' ' ? at - 1 : at, end);
        return end;
    }

    std::size_t tag(std::size_t at) {
        if (at > 0) {
            const char before = text_[at - 1];
            if (before != ' ' && before != '\n' && before != '\t' && before != '(' && before != ',') return at;
        }
        std::size_t end = at + 1;
        bool has_letter = false, is_hex = true;
        while (end < text_.size()) {
            const unicode::CodePoint point = unicode::decode(text_, end);
            const unicode::Class kind = unicode::classify(point.value);
            const bool sign = point.value == '_' || point.value == '-' || point.value == '/';
            if (!sign && kind != unicode::Class::letter && kind != unicode::Class::digit && kind != unicode::Class::unspaced &&
                kind != unicode::Class::emoji)
                break;
            has_letter = has_letter || (!sign && kind != unicode::Class::digit);
            is_hex = is_hex && point.value < 0x80 && std::isxdigit(static_cast<int>(point.value)) != 0;
            end += point.size;
        }
        const std::size_t size = end - at - 1;
        const bool colour = is_hex && (size == 3 || size == 4 || size == 6 || size == 8);
        if (!has_letter || colour || inside(headings_, at)) return end;
        std::string_view name = text_.substr(at + 1, size);
        while (name.ends_with('/') || name.ends_with('-')) name.remove_suffix(1);
        if (!name.empty()) tags.emplace_back(name);
        return end;
    }

    const MarkdownText& note_;
    std::string_view text_;
    std::vector<Range> code_, headings_;
};

/// Removes the ranges (by begin) from the text and moves every offset along.
void erase_ranges(MarkdownText& note, const std::vector<Range>& ranges) {
    std::vector<Range> gone;  // disjoint
    for (const Range& range : ranges) {
        if (!gone.empty() && range.begin <= gone.back().end) gone.back().end = std::max(gone.back().end, range.end);
        else gone.push_back(range);
    }
    std::vector<std::uint32_t> gone_before(gone.size() + 1, 0);  // bytes removed by the first n ranges
    for (std::size_t i = 0; i < gone.size(); ++i) gone_before[i + 1] = gone_before[i] + (gone[i].end - gone[i].begin);
    const auto moved = [&](std::uint32_t offset) {
        const auto after = std::upper_bound(gone.begin(), gone.end(), offset, [](std::uint32_t value, Range range) { return value < range.begin; });
        const auto count = static_cast<std::size_t>(after - gone.begin());
        if (count == 0) return offset;
        const Range& last = gone[count - 1];
        return offset < last.end ? last.begin - gone_before[count - 1] : offset - gone_before[count];
    };

    NoteRecord places;  // the map as it was, for the places at which the text goes on
    places.text = std::move(note.text);
    places.segments = std::move(note.segments);
    note.text.clear();
    note.segments.clear();
    std::size_t from = 0;
    auto segment = places.segments.begin();
    const auto keep = [&](std::size_t begin, std::size_t end) {
        if (begin >= end) return;
        while (segment != places.segments.end() && segment->offset <= begin) ++segment;
        if (!places.segments.empty() && places.segments.front().offset <= begin) {
            const Place place = place_of(places, begin);
            note.segments.push_back({narrow(note.text.size()), place.line, place.column});
        }
        for (; segment != places.segments.end() && segment->offset < end; ++segment)
            note.segments.push_back({narrow(note.text.size() + segment->offset - begin), segment->line, segment->column});
        note.text.append(places.text, begin, end - begin);
    };
    for (const Range& range : gone) {
        keep(from, range.begin);
        from = range.end;
    }
    keep(from, places.text.size());
    for (Heading& heading : note.headings) heading.offset = moved(heading.offset);
    for (Scope& scope : note.scopes) {
        scope.begin = moved(scope.begin);
        scope.end = moved(scope.end);
    }
}

}  // namespace

void read_obsidian(MarkdownText& note) {
    Reader reader(note);
    reader.run();
    note.tags = std::move(reader.tags);
    if (!reader.gone.empty()) erase_ranges(note, reader.gone);
}

}  // namespace assay
