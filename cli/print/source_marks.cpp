#include "cli/print/source_marks.h"

#include <algorithm>
#include <string>

#include "indexer/note/html_entity.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

/// Converts line and column of the file to a byte. Counts on from the last place, so that a long
/// line is read only once.
class SourcePlaces {
public:
    explicit SourcePlaces(const SourceLines& source) : source_(source) {}

    /// Returns npos if there is no such line or column.
    std::size_t byte(std::uint32_t line, std::uint32_t column) {
        if (line == 0 || line > source_.count() || column == 0) return std::string_view::npos;
        if (line != line_ || column < column_) {
            line_ = line;
            column_ = 1;
            at_ = source_.range(line).begin;
        }
        const std::size_t end = source_.range(line).end;
        for (; column_ < column && at_ < end; ++column_)
            at_ += unicode::decode(source_.text(), at_).size;
        return column_ == column ? at_ : std::string_view::npos;
    }

private:
    const SourceLines& source_;
    std::uint32_t line_ = 0, column_ = 1;
    std::size_t at_ = 0;
};

bool is_separator(std::string_view text) { return text.find_first_not_of(" \t\n") == text.npos; }

/// Returns how much of text[begin, end) `source` has from byte `at` on, before `line_end`, without
/// blanks at its ends; empty if it has something else there. The text up to `segment_end` comes
/// from that place.
query::TextRange followed(std::string_view text, std::size_t begin, std::size_t end,
                          std::size_t segment_end, std::string_view source, std::size_t at,
                          std::size_t line_end) {
    for (; begin < end && at < line_end && text[begin] == ' ' &&
           (source[at] == ' ' || source[at] == '\t');
         ++begin)
        ++at;
    const query::TextRange nothing{at, at};
    std::size_t to = at, last_word_end = at;
    while (begin < end && to < line_end) {
        const unicode::CodePoint shown = unicode::decode(text, begin),
                                 written = unicode::decode(source, to);
        const std::string_view entity = indexer::html_entity_at(source.substr(0, line_end), to);
        const bool is_last =
            begin + shown.size >= segment_end;  // an entity is the end of a segment
        if (!entity.empty() && is_last &&
            (shown.value != '&' || indexer::stands_for_ampersand(entity)))
            return {at, to + entity.size()};
        if (shown.value != written.value &&
            !(shown.value == ' ' && unicode::is_line_space(written.value)))
            break;
        begin += shown.size;
        to += written.size;
        if (shown.value != ' ') last_word_end = to;
    }
    return is_separator(text.substr(begin, end - begin)) ? query::TextRange{at, last_word_end}
                                                         : nothing;
}

class Mapping {
public:
    Mapping(const query::NoteText& note, const SourceLines& source)
        : note_(note), source_(source), places_(source) {}

    /// Adds the ranges of the file for text[range) of the note.
    void add(query::TextRange range) {
        const std::vector<schema::Segment>& segments = note_.segments;
        auto segment = std::upper_bound(
            segments.begin(), segments.end(), range.begin,
            [](std::size_t value, const schema::Segment& each) { return value < each.offset; });
        if (segment != segments.begin()) --segment;
        for (; segment != segments.end() && segment->offset < range.end; ++segment) {
            std::size_t segment_end =
                segment + 1 == segments.end() ? note_.text.size() : (segment + 1)->offset;
            while (segment_end > segment->offset &&
                   is_separator(std::string_view(note_.text).substr(segment_end - 1, 1)))
                --segment_end;
            const std::size_t begin = std::max<std::size_t>(range.begin, segment->offset),
                              end = std::min(range.end, segment_end);
            if (begin >= end) continue;
            const std::size_t at = places_.byte(segment->line, column(*segment, begin));
            if (at == std::string_view::npos) continue;
            const query::TextRange written =
                followed(note_.text, begin, end, segment_end, source_.text(), at,
                         source_.range(segment->line).end);
            if (written.begin < written.end) marks_.push_back({written, mark_});
        }
        ++mark_;
    }

    /// Adds a range of the file.
    void add_written(query::TextRange range) { marks_.push_back({range, mark_++}); }

    std::vector<SourceMark> take() {
        std::stable_sort(
            marks_.begin(), marks_.end(),
            [](const SourceMark& a, const SourceMark& b) { return a.range.begin < b.range.begin; });
        std::vector<SourceMark> disjoint;
        for (const SourceMark& each : marks_) {
            const bool joins =
                !disjoint.empty() && (each.range.begin < disjoint.back().range.end ||
                                      (each.range.begin == disjoint.back().range.end &&
                                       each.mark == disjoint.back().mark));
            if (joins)
                disjoint.back().range.end = std::max(disjoint.back().range.end, each.range.end);
            else disjoint.push_back(each);
        }
        return disjoint;
    }

private:
    /// Returns the column of byte `at` of the note's text, which is in `segment`. Counts on from
    /// the last one, as SourcePlaces does.
    std::uint32_t column(const schema::Segment& segment, std::size_t at) {
        if (&segment != segment_ || at < counted_to_) {
            segment_ = &segment;
            counted_to_ = segment.offset;
            column_ = segment.column;
        }
        column_ += static_cast<std::uint32_t>(
            unicode::length(std::string_view(note_.text).substr(counted_to_, at - counted_to_)));
        counted_to_ = at;
        return column_;
    }

    const query::NoteText& note_;
    const SourceLines& source_;
    SourcePlaces places_;
    std::vector<SourceMark> marks_;
    std::size_t mark_ = 0;
    const schema::Segment* segment_ = nullptr;  // of the last column; null = none yet
    std::size_t counted_to_ = 0;
    std::uint32_t column_ = 0;
};

bool is_key_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/// Returns where `line` has `title` after the key `title`; npos if it does not, or writes it with
/// escapes.
std::size_t title_in(std::string_view line, std::string_view title) {
    constexpr std::string_view key = "title";
    const std::string folded =
        unicode::fold_case(line);  // used only to find the key, which is ASCII
    if (folded.size() != line.size())
        return line.starts_with(key) ? line.find(title, key.size()) : line.npos;
    for (std::size_t at = folded.find(key); at != folded.npos; at = folded.find(key, at + 1)) {
        const std::size_t after = at + key.size();
        if ((at > 0 && is_key_byte(line[at - 1])) || after >= line.size() ||
            is_key_byte(line[after]))
            continue;
        return line.find(title, after);
    }
    return line.npos;
}

}  // namespace

std::vector<SourceMark> source_marks(const query::NoteText& note, const SourceLines& source,
                                     std::uint32_t body_line) {
    Mapping mapping(note, source);
    for (const query::TextRange& mark : note.marks) mapping.add(mark);
    const query::Hit& hit = note.hit;
    if (hit.title_marks.empty()) return mapping.take();
    const auto heading = std::find_if(note.headings.begin(), note.headings.end(),
                                      [&](const schema::Heading& each) { return each.level == 1; });
    if (heading != note.headings.end() && heading->text == hit.title &&
        std::string_view(note.text).substr(heading->offset).starts_with(hit.title))
        for (const query::TextRange& mark : hit.title_marks)
            mapping.add({heading->offset + mark.begin, heading->offset + mark.end});
    for (std::uint32_t line = 1; line < std::min(body_line, source.count() + 1); ++line) {
        const query::TextRange range = source.range(line);
        const std::size_t at =
            title_in(source.text().substr(range.begin, range.end - range.begin), hit.title);
        if (at == std::string_view::npos) continue;
        for (const query::TextRange& mark : hit.title_marks)
            mapping.add_written({range.begin + at + mark.begin, range.begin + at + mark.end});
        break;
    }
    return mapping.take();
}

WrittenText written_text(const SourceLines& source, SourcePart part,
                         const std::vector<SourceMark>& marks) {
    WrittenText written;
    written.line = part.first;
    if (part.last < part.first) return written;
    const query::TextRange range{source.range(part.first).begin,
                                 std::min(source.range(part.last).end + 1, source.text().size())};
    written.text = source.text().substr(range.begin, range.end - range.begin);
    for (const SourceMark& mark : marks)
        if (mark.range.begin >= range.begin && mark.range.end <= range.end)
            written.marks.push_back({mark.range.begin - range.begin, mark.range.end - range.begin});
    return written;
}

}  // namespace assay::cli
