#include "indexer/note/obsidian.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

#include "indexer/note/attribute_list.h"
#include "indexer/text/limits.h"
#include "indexer/text/one_line.h"
#include "indexer/text/unicode.h"

namespace assay::indexer {
namespace {

using Range = schema::Stretch;

bool by_begin(Range a, Range b) { return a.begin < b.begin; }

/// `ranges` are disjoint and sorted by begin.
bool inside(const std::vector<Range>& ranges, std::size_t at) {
    const auto after =
        std::upper_bound(ranges.begin(), ranges.end(), at,
                         [](std::size_t value, Range range) { return value < range.begin; });
    return after != ranges.begin() && at < (after - 1)->end;
}

std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

/// Counts lines and columns in the file along the text. Ask for offsets in rising order.
class Places {
public:
    explicit Places(const MarkdownText& note) : text_(note.text), next_(note.segments.begin()) {
        end_ = note.segments.end();
    }

    /// Returns the place of byte `offset`; line 0 before the first segment.
    schema::Segment at(std::uint32_t offset) {
        for (; next_ != end_ && next_->offset <= offset; ++next_) here_ = *next_;
        if (here_.line != 0) {
            schema::move_on(here_, text_.substr(here_.offset, offset - here_.offset));
            here_.offset = offset;
        }
        return here_;
    }

private:
    std::string_view text_;
    std::vector<schema::Segment>::const_iterator next_, end_;
    schema::Segment here_;
};

/// A link of Obsidian, with the stretch of its signs.
struct Wikilink {
    schema::Link link;
    Range signs;
};

/// Walks over the text once and records what to remove.
class Reader {
public:
    Reader(MarkdownText& note, const std::vector<Range>& literal,
           const std::vector<std::uint32_t>& attributes)
        : note_(note), text_(note.text), still_(literal), attributes_(attributes) {
        for (const Scope& scope : note.scopes) {
            if (scope.field == schema::Field::code) still_.push_back({scope.begin, scope.end});
            else if (scope.field == schema::Field::heading)
                headings_.push_back({scope.begin, scope.end});
            else callout(scope);
        }
        if (still_.size() > literal.size()) std::sort(still_.begin(), still_.end(), by_begin);
        std::sort(headings_.begin(), headings_.end(), by_begin);
    }

    void run() {
        std::size_t still = 0;
        for (std::size_t at = sign_at_or_after(0); at < text_.size(); at = sign_at_or_after(at)) {
            while (still < still_.size() && still_[still].end <= at) ++still;
            if (still < still_.size() && still_[still].begin <= at) {
                at = still_[still].end;
                continue;
            }
            at = std::max(read_sign(at), at + 1);
        }
        std::sort(gone.begin(), gone.end(), by_begin);
        gather_links();
    }

    std::vector<Range> gone;  // by begin
    std::vector<std::string> tags;
    std::vector<std::string> blocks;  // "^id"

private:
    /// Reads what the sign at `at` begins. Returns where to read on; `at` if nothing begins there.
    std::size_t read_sign(std::size_t at) {
        switch (text_[at]) {
            case '[': return wikilink(at);
            case '=': return mark(at);
            case '%': return comment(at);
            case '^': return block_id(at);
            case '{': return attribute_list_at(at);
            default: return tag(at);
        }
    }

    std::size_t sign_at_or_after(std::size_t at) const {
        constexpr auto is_sign = [] {
            std::array<bool, 256> table{};
            for (const char sign : {'[', '=', '%', '^', '#', '{'})
                table[static_cast<unsigned char>(sign)] = true;
            return table;
        }();
        while (at < text_.size() && !is_sign[static_cast<unsigned char>(text_[at])]) ++at;
        return at;
    }

    /// Returns the part of the line from `at` on that is searched for the end of a sign. It is
    /// limited, because a hostile line would be searched to its end for each sign.
    std::string_view reach(std::size_t at) const {
        const std::string_view rest = text_.substr(at, text::max_obsidian_sign_bytes);
        return rest.substr(0, rest.find('\n'));
    }
    void erase(std::size_t begin, std::size_t end) {
        if (begin < end) gone.push_back({narrow(begin), narrow(end)});
    }

    void callout(const Scope& quote) {
        constexpr std::size_t longest = 40;
        const std::string_view text =
            text_.substr(quote.begin, std::min<std::size_t>(quote.end - quote.begin, longest));
        if (!text.starts_with("[!")) return;
        std::size_t end = text.find(']');
        if (end == text.npos || text.find('\n') < end) return;
        ++end;
        if (end < text.size() && (text[end] == '+' || text[end] == '-')) ++end;  // folded or not
        while (end < text.size() && (text[end] == ' ' || text[end] == '\n')) ++end;
        erase(quote.begin, quote.begin + end);
    }

    std::size_t wikilink(std::size_t at) {
        const std::string_view link = reach(at);
        if (!link.starts_with("[[")) return at;
        const std::string_view inner = link.substr(2, link.find("]]") - 2);
        if (link.size() < inner.size() + 4 || inner.empty() || inner.find("[[") != inner.npos)
            return at;
        const std::size_t begin = at + 2, close = begin + inner.size();
        const bool embed = at > 0 && text_[at - 1] == '!';
        erase(at - embed, begin);
        const Range shown = show(begin, inner, embed);
        erase(close, close + 2);
        std::string target = text::one_line(inner.substr(0, target_end_of(inner)));
        if (!target.empty())
            wikilinks_.push_back({{embed ? schema::LinkKind::embed : schema::LinkKind::wikilink,
                                   std::move(target),
                                   {},
                                   shown},
                                  {narrow(at - embed), narrow(close + 2)}});
        return close + 2;
    }

    /// Returns where the target ends: at a bar, which may be escaped as in a table.
    static std::size_t target_end_of(std::string_view inner) {
        const std::size_t bar = inner.find('|');
        return bar != inner.npos && bar > 0 && inner[bar - 1] == '\\' ? bar - 1
                                                                      : std::min(bar, inner.size());
    }

    /// Adds the wikilinks to the links of Markdown.
    void gather_links() {
        const auto before = [](const schema::Link& a, const schema::Link& b) {
            return std::tie(a.text.begin, a.line, a.column) <
                   std::tie(b.text.begin, b.line, b.column);
        };
        // A comment begins with two signs, so that a link before it is not inside.
        std::erase_if(note_.links, [this](const schema::Link& link) {
            return link.text.begin > 0 && inside(comments_, link.text.begin - 1);
        });
        std::stable_sort(note_.links.begin(), note_.links.end(), before);
        Places addresses(note_);  // cmark does not say where they are
        for (schema::Link& link : note_.links) {
            if (link.line != 0) continue;
            const schema::Segment place = addresses.at(link.text.begin);
            link.line = place.line;
            link.column = place.column;
        }
        Places places(note_);
        for (Wikilink& each : wikilinks_) {
            const schema::Segment begin = places.at(each.signs.begin);
            const std::uint32_t line = begin.line, column = begin.column;
            // Brackets on two lines are no link, although they are not shown.
            if (line == 0 || places.at(each.signs.end - 1).line != line) continue;
            each.link.line = line;
            each.link.column = column;
            note_.links.push_back(std::move(each.link));
        }
        std::stable_sort(note_.links.begin(), note_.links.end(), before);
    }

    /// Removes the part of a link that is not shown. Returns the stretch that is.
    Range show(std::size_t begin, std::string_view inner, bool embed) {
        const std::size_t bar = inner.find('|'), target_end = target_end_of(inner);
        const std::string_view other =
            bar != inner.npos ? inner.substr(bar + 1) : std::string_view();
        const bool shows_other = !other.empty() && !(embed && is_size(other));
        if (shows_other) {
            erase(begin, begin + bar + 1);
            const std::size_t last_bar = inner.rfind('|');  // ![[image|alt text|300]]
            if (!embed || last_bar <= bar || !is_size(inner.substr(last_bar + 1)))
                return {narrow(begin + bar + 1), narrow(begin + inner.size())};
            const std::size_t end = begin + last_bar - (inner[last_bar - 1] == '\\');
            erase(end, begin + inner.size());
            return {narrow(begin + bar + 1), narrow(end)};
        }
        const std::string_view target = inner.substr(0, target_end);
        if (target.starts_with('#')) erase(begin, begin + 1);
        const std::size_t end = begin + std::min(target.find("#^"), target_end);
        erase(end, begin + inner.size());
        return {narrow(std::min(begin + (target.starts_with('#') ? 1 : 0), end)), narrow(end)};
    }

    /// "300", "300x200".
    static bool is_size(std::string_view text) {
        return !text.empty() && text.find_first_not_of("0123456789x") == text.npos;
    }

    std::size_t mark(std::size_t at) {
        const std::string_view rest = reach(at);
        if (!rest.starts_with("==")) return at;
        const std::string_view inner = rest.substr(2, rest.find("==", 2) - 2);
        if (rest.size() < inner.size() + 4 || inner.empty() || inner.front() == ' ' ||
            inner.front() == '=' || inner.back() == ' ')
            return at + 2;
        erase(at, at + 2);
        erase(at + 2 + inner.size(), at + 4 + inner.size());
        return at + 2;
    }

    /// A comment may have any number of lines.
    std::size_t comment(std::size_t at) {
        if (!text_.substr(at).starts_with("%%")) return at;
        std::size_t close = text_.find("%%", at + 2);
        while (close != text_.npos && inside(still_, close)) close = text_.find("%%", close + 2);
        if (close == text_.npos) return at + 2;
        close += 2;
        comments_.push_back({narrow(at), narrow(close)});
        // Keeps one of the spaces around it, and none at the ends of a line.
        const bool begins_line = at == 0 || text_[at - 1] == '\n' || text_[at - 1] == ' ';
        std::size_t end = close;
        while (begins_line && end < text_.size() && text_[end] == ' ') ++end;
        const bool ends_line = end == text_.size() || text_[end] == '\n';
        erase(ends_line && at > 0 && text_[at - 1] == ' ' ? at - 1 : at, end);
        return close;
    }

    std::size_t block_id(std::size_t at) {
        // Directly after an embed it counts, though it is shown.
        const bool after_link = at > 0 && text_[at - 1] == ']';
        if (at > 0 && text_[at - 1] != ' ' && text_[at - 1] != '\n' && !after_link) return at;
        std::size_t end = at + 1;
        while (end < text_.size() &&
               (std::isalnum(static_cast<unsigned char>(text_[end])) != 0 || text_[end] == '-'))
            ++end;
        if (end == at + 1 || (end < text_.size() && text_[end] != '\n')) return at;
        blocks.emplace_back(text_.substr(at, end - at));
        if (!after_link) erase(at > 0 && text_[at - 1] == ' ' ? at - 1 : at, end);
        return end;
    }

    /// Reads an attribute list directly after a link or brackets, or at the end of a heading, whose
    /// anchor it may set.
    std::size_t attribute_list_at(std::size_t at) {
        std::string_view id;
        const std::size_t size = attribute_list(text_.substr(at), &id), end = at + size;
        if (size == 0) return at;
        if (std::binary_search(attributes_.begin(), attributes_.end(), narrow(at)) ||
            (at > 0 && text_[at - 1] == ']'))
            erase(at, end);
        const auto after =
            std::upper_bound(headings_.begin(), headings_.end(), at,
                             [](std::size_t value, Range range) { return value < range.begin; });
        if (after == headings_.begin() || (after - 1)->end != end) return end;
        std::size_t begin = at;
        while (begin > (after - 1)->begin && text_[begin - 1] == ' ') --begin;
        erase(begin, end);
        const auto heading = std::lower_bound(
            note_.headings.begin(), note_.headings.end(), (after - 1)->begin,
            [](const schema::Heading& each, std::uint32_t offset) { return each.offset < offset; });
        if (heading != note_.headings.end() && heading->offset == (after - 1)->begin)
            heading->anchor = id;
        return end;
    }

    /// True if `text` ends with a property for a colour, such as "background-color: ".
    static bool names_colour(std::string_view text) {
        while (text.ends_with(' ')) text.remove_suffix(1);
        if (!text.ends_with(':')) return false;
        text.remove_suffix(1);
        while (text.ends_with(' ')) text.remove_suffix(1);
        constexpr std::array<std::string_view, 6> endings{"color", "colour", "background",
                                                          "fill",  "stroke", "border"};
        return std::any_of(endings.begin(), endings.end(), [text](std::string_view ending) {
            return text.size() >= ending.size() &&
                   std::equal(ending.begin(), ending.end(),
                              text.end() - static_cast<std::ptrdiff_t>(ending.size()),
                              [](char a, char b) { return a == (b | 0x20); });
        });
    }

    std::size_t tag(std::size_t at) {
        if (at > 0) {
            const char before = text_[at - 1];
            if (before != ' ' && before != '\n' && before != '\t' && before != '(' && before != ',')
                return at;
        }
        std::size_t end = at + 1;
        bool has_letter = false, has_digit = false, is_hex = true;
        while (end < text_.size()) {
            const unicode::CodePoint point = unicode::decode(text_, end);
            const unicode::Class kind = unicode::classify(point.value);
            const bool sign = point.value == '_' || point.value == '-' || point.value == '/';
            if (!sign && kind != unicode::Class::letter && kind != unicode::Class::digit &&
                kind != unicode::Class::unspaced && kind != unicode::Class::emoji)
                break;
            has_letter = has_letter || (!sign && kind != unicode::Class::digit);
            has_digit = has_digit || kind == unicode::Class::digit;
            is_hex =
                is_hex && point.value < 0x80 && std::isxdigit(static_cast<int>(point.value)) != 0;
            end += point.size;
        }
        const std::size_t size = end - at - 1;
        constexpr std::size_t furthest = 60;  // of the property's name
        const bool is_long = size == 6 || size == 8;
        const bool colour =
            is_hex &&
            ((is_long && has_digit) ||
             ((is_long || size == 3 || size == 4) &&
              names_colour(text_.substr(at - std::min(at, furthest), std::min(at, furthest)))));
        if (!has_letter || colour || inside(headings_, at)) return end;
        std::string_view name = text_.substr(at + 1, size);
        while (name.ends_with('/') || name.ends_with('-')) name.remove_suffix(1);
        if (!name.empty()) tags.emplace_back(name);
        return end;
    }

    MarkdownText& note_;
    std::string_view text_;
    std::vector<Range> still_;  // code, math and escaped characters, by begin
    std::vector<Range> headings_;
    std::vector<Range> comments_;
    std::vector<Wikilink> wikilinks_;
    const std::vector<std::uint32_t>& attributes_;
};

/// Returns the end of the range, plus as many line ends after it as there are before it, so that a
/// removed block leaves no empty lines.
std::size_t behind_line_ends(std::string_view text, Range range) {
    std::size_t before = 0, after = 0;
    while (before < range.begin && text[range.begin - 1 - before] == '\n') ++before;
    while (range.end + after < text.size() && text[range.end + after] == '\n') ++after;
    return range.end + (range.begin == 0 ? after : std::min(before, after));
}

/// Removes the ranges (sorted by begin) from the text and adjusts every offset.
void erase_ranges(MarkdownText& note, const std::vector<Range>& ranges) {
    std::vector<Range> gone;  // disjoint
    for (const Range& range : ranges) {
        if (!gone.empty() && range.begin <= gone.back().end)
            gone.back().end = std::max(gone.back().end, range.end);
        else gone.push_back(range);
    }
    for (Range& range : gone) range.end = narrow(behind_line_ends(note.text, range));
    std::vector<std::uint32_t> gone_before(gone.size() + 1,
                                           0);  // bytes removed by the first n ranges
    for (std::size_t i = 0; i < gone.size(); ++i)
        gone_before[i + 1] = gone_before[i] + (gone[i].end - gone[i].begin);
    const auto moved = [&](std::uint32_t offset) {
        const auto after =
            std::upper_bound(gone.begin(), gone.end(), offset,
                             [](std::uint32_t value, Range range) { return value < range.begin; });
        const auto count = static_cast<std::size_t>(after - gone.begin());
        if (count == 0) return offset;
        const Range& last = gone[count - 1];
        return offset < last.end ? last.begin - gone_before[count - 1]
                                 : offset - gone_before[count];
    };

    const std::string text = std::move(note.text);
    const std::vector<schema::Segment> segments = std::move(note.segments);
    note.text.clear();
    note.text.reserve(text.size());
    note.segments.clear();
    std::size_t from = 0;
    auto next = segments.begin();  // after the one that `here` continues
    schema::Segment here;          // the place of the last byte visited; line 0 = none
    const auto keep = [&](std::size_t begin, std::size_t end) {
        if (begin >= end) return;
        for (; next != segments.end() && next->offset <= begin; ++next) here = *next;
        if (here.line != 0) {
            schema::move_on(here, std::string_view(text).substr(here.offset, begin - here.offset));
            here.offset = narrow(begin);
            note.segments.push_back(here);
            note.segments.back().offset = narrow(note.text.size());
        }
        for (; next != segments.end() && next->offset < end; ++next) {
            here = *next;
            note.segments.push_back(here);
            note.segments.back().offset = narrow(note.text.size() + here.offset - begin);
        }
        note.text.append(text, begin, end - begin);
    };
    for (const Range& range : gone) {
        keep(from, range.begin);
        from = range.end;
    }
    keep(from, text.size());
    for (schema::Stretch& table : note.tables) table = {moved(table.begin), moved(table.end)};
    for (schema::Link& link : note.links)
        link.text = {moved(link.text.begin), moved(link.text.end)};
    // A heading that was removed as a whole, in a comment, is dropped.
    std::size_t scopes = 0, headings = 0, heading = 0;
    for (Scope scope : note.scopes) {
        const bool is_heading = scope.field == schema::Field::heading;
        const std::size_t row = is_heading ? heading++ : 0;
        const bool was_touched = inside(gone, scope.begin);
        scope.begin = moved(scope.begin);
        scope.end = moved(scope.end);
        if (was_touched && scope.begin == scope.end) continue;
        note.scopes[scopes++] = scope;
        if (!is_heading) continue;
        note.headings[row].offset = scope.begin;
        std::swap(note.headings[headings++], note.headings[row]);
    }
    note.scopes.resize(scopes);
    note.headings.resize(headings);
}

}  // namespace

void read_obsidian(MarkdownText& note, const std::vector<schema::Stretch>& literal,
                   const std::vector<std::uint32_t>& attributes) {
    Reader reader(note, literal, attributes);
    reader.run();
    note.tags = std::move(reader.tags);
    note.anchors.insert(note.anchors.end(), std::make_move_iterator(reader.blocks.begin()),
                        std::make_move_iterator(reader.blocks.end()));
    if (!reader.gone.empty()) erase_ranges(note, reader.gone);
    for (schema::Link& link : note.links)
        link.label = text::one_line(
            std::string_view(note.text).substr(link.text.begin, link.text.end - link.text.begin));
}

}  // namespace assay::indexer
