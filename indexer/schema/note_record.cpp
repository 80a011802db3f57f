#include "indexer/schema/note_record.h"

#include <algorithm>
#include <cstring>

#include "indexer/schema/packing.h"
#include "indexer/text/one_line.h"
#include "indexer/text/unicode.h"

namespace assay::schema {
namespace {

constexpr std::uint64_t record_format = 5;

std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

void put(Packer& out, const std::vector<std::string>& values) {
    out.number(values.size());
    for (const std::string& value : values) out.text(value);
}

void put(Packer& out, const Date& date) {
    out.text(date.text);
    out.number(zigzag(date.seconds));
}

std::vector<std::string> get_strings(Unpacker& in) {
    std::vector<std::string> values(in.count());
    for (std::string& value : values) value = in.text();
    return values;
}

void put(Packer& out, const std::vector<Stretch>& stretches) {
    out.number(stretches.size());
    std::uint32_t before = 0;
    for (const Stretch& stretch : stretches) {
        out.number(stretch.begin - before);
        out.number(stretch.end - stretch.begin);
        before = stretch.end;
    }
}

std::vector<Stretch> get_stretches(Unpacker& in) {
    std::vector<Stretch> stretches(in.count());
    std::uint32_t before = 0;
    for (Stretch& stretch : stretches) {
        stretch.begin = before + in.number32();
        before = stretch.end = stretch.begin + in.number32();
    }
    return stretches;
}

/// True for eight bytes of which all are printed ASCII. The tests of all bytes at once are those of
/// https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord.
bool are_printed(const char* eight) {
    constexpr std::uint64_t ones = 0x0101010101010101U, highest = ones * 0x80U;
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, eight, sizeof bytes);
    const std::uint64_t deleted = bytes ^ (ones * 0x7FU);
    return (((bytes - ones * 0x20U) | bytes | (deleted - ones)) & highest) == 0;
}

/// False for text that the indexer never stores: invalid UTF-8, or control characters other than
/// those that end lines and table cells.
bool is_plain(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (at + 8 <= text.size() && are_printed(text.data() + at)) {
            at += 8;
        } else if ((c >= ' ' && c < 0x7F) || c == '\n' || c == '\t') {
            ++at;
        } else {
            const unicode::CodePoint point = unicode::decode(text, at);
            if (unicode::is_invisible(point.value) || unicode::is_line_space(point.value) ||
                (point.value == 0xFFFD && point.size == 1))
                return false;
            at += point.size;
        }
    }
    return true;
}

/// False for a path to a place outside the corpus.
bool stays_below(std::string_view path) {
    if (path.starts_with('/')) return false;
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        if (path.substr(at, end - at) == "..") return false;
        at = end + 1;
    }
    return true;
}

/// Checks all text of a record that is shown. The path is checked when it is printed.
bool is_plain(const NoteRecord& record) {
    const auto plain = [](const std::string& text) { return is_plain(text); };
    return stays_below(record.path) && plain(record.title) &&
           std::all_of(record.aliases.begin(), record.aliases.end(), plain) &&
           std::all_of(record.tags.begin(), record.tags.end(), plain) && plain(record.permalink) &&
           plain(record.lang) && (!record.created || plain(record.created->text)) &&
           plain(record.updated.text) && plain(record.text) &&
           std::all_of(record.headings.begin(), record.headings.end(),
                       [&](const Heading& heading) {
                           return plain(heading.text) && plain(heading.anchor);
                       }) &&
           std::all_of(record.links.begin(), record.links.end(),
                       [&](const Link& link) { return plain(link.target) && plain(link.label); });
}

/// Packs links column by column, because equal columns compress well. The label of a link in the
/// text is not packed: the text has it.
void put_links(Packer& out, const std::vector<Link>& links) {
    out.number(links.size());
    for (const Link& link : links) out.number(static_cast<std::uint64_t>(link.kind));
    std::uint32_t line = 0, begin = 0;
    for (const Link& link : links) {
        out.number(zigzag(static_cast<std::int64_t>(link.line) - line));
        line = link.line;
    }
    for (const Link& link : links) out.number(link.column);
    for (const Link& link : links) {
        out.number(zigzag(static_cast<std::int64_t>(link.text.begin) - begin));
        begin = link.text.begin;
    }
    for (const Link& link : links) out.number(link.text.end - link.text.begin);
    for (const Link& link : links) {
        if (link.kind == LinkKind::property) out.text(link.label);
        // Most addresses are their own label.
        out.text(link.kind == LinkKind::address && link.target == link.label ? "" : link.target);
    }
}

/// Returns the sum, or `from` with `fits` set to false if it does not fit 32 bits.
std::uint32_t moved(std::uint32_t from, std::int64_t by, bool& fits) {
    if (by < -std::int64_t{from} || by > std::int64_t{UINT32_MAX} - from) {
        fits = false;
        return from;
    }
    return static_cast<std::uint32_t>(from + by);
}

/// Returns false if they do not fit the text.
bool get_links(Unpacker& in, const std::string& text, std::vector<Link>& links) {
    links.resize(in.count());
    bool fits = true;
    for (Link& link : links) {
        const std::uint64_t kind = in.number();
        fits = fits && kind < link_kinds;
        link.kind = static_cast<LinkKind>(kind);
    }
    std::uint32_t line = 0, begin = 0;
    for (Link& link : links) link.line = line = moved(line, unzigzag(in.number()), fits);
    for (Link& link : links) link.column = in.number32();
    for (Link& link : links) link.text.begin = begin = moved(begin, unzigzag(in.number()), fits);
    for (Link& link : links) {
        const std::uint64_t end = std::uint64_t{link.text.begin} + in.number32();
        fits = fits && end <= text.size();
        link.text.end = static_cast<std::uint32_t>(end);
    }
    for (Link& link : links) {
        if (!fits) return false;
        if (link.kind == LinkKind::property) link.label = in.text();
        else
            link.label = text::one_line(
                std::string_view(text).substr(link.text.begin, link.text.end - link.text.begin));
        link.target = in.text();
        if (link.kind == LinkKind::address && link.target.empty()) link.target = link.label;
    }
    return fits;
}

/// Packs the differences of columns in other units. They are zero before the first character beyond
/// ASCII, so most lines have none.
void put_wide(Packer& out, const std::vector<Segment>& segments) {
    const auto is_wide = [](const Segment& segment) { return segment.more_bytes > 0; };
    out.number(
        static_cast<std::uint64_t>(std::count_if(segments.begin(), segments.end(), is_wide)));
    std::size_t last = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (!is_wide(segments[i])) continue;
        out.number(i - last);
        last = i;
        out.number(std::uint64_t{segments[i].more_bytes} << 1U |
                   (segments[i].more_utf16 > 0 ? 1U : 0U));
        if (segments[i].more_utf16 > 0) out.number(segments[i].more_utf16);
    }
}

/// Returns false if they do not fit the number of segments, or are not as packed.
bool get_wide(Unpacker& in, std::vector<Segment>& segments) {
    std::size_t at = 0;
    for (std::size_t left = in.count(); left > 0; --left) {
        at += in.number32();
        const std::uint64_t more = in.number();
        const std::uint32_t more_utf16 = (more & 1U) != 0 ? in.number32() : 0;
        if (at >= segments.size() || more >> 1U == 0 || more >> 1U > UINT32_MAX) return false;
        segments[at].more_bytes = static_cast<std::uint32_t>(more >> 1U);
        segments[at].more_utf16 = more_utf16;
    }
    return true;
}

Date get_date(Unpacker& in) {
    Date date;
    date.text = in.text();
    date.seconds = unzigzag(in.number());
    return date;
}

}  // namespace

std::string pack(const NoteRecord& record) {
    Packer out;
    out.number(record_format);
    out.text(record.path);
    out.text(record.title);
    put(out, record.aliases);
    put(out, record.tags);
    out.number(record.created.has_value());
    if (record.created) put(out, *record.created);
    put(out, record.updated);
    out.number(zigzag(record.modified));
    out.text(record.permalink);
    out.text(record.lang);
    out.number(record.published ? (*record.published ? 2 : 1) : 0);
    out.text(record.meta);
    out.number(record.words);
    out.text(record.text);
    out.number(record.headings.size());
    std::uint32_t before = 0;
    for (const Heading& heading : record.headings) {
        out.number(heading.offset - before);
        before = heading.offset;
        out.number(heading.line);
        out.number(heading.level);
        out.text(heading.text);
        out.text(heading.anchor);
    }
    // Segments follow each other closely, so differences are much shorter than the numbers.
    out.number(record.segments.size());
    Segment last{0, 0, 0};
    for (const Segment& segment : record.segments) {
        out.number(segment.offset - last.offset);
        out.number(zigzag(static_cast<std::int64_t>(segment.line) - last.line));
        out.number(segment.column);
        last = segment;
    }
    put_wide(out, record.segments);
    put(out, record.quotes);
    put(out, record.code);
    put(out, record.tables);
    put_links(out, record.links);
    put(out, record.anchors);
    return out.take();
}

std::optional<NoteRecord> unpack_record(std::string_view bytes) {
    Unpacker in(bytes);
    if (in.number() != record_format) return std::nullopt;
    NoteRecord record;
    record.path = in.text();
    record.title = in.text();
    record.aliases = get_strings(in);
    record.tags = get_strings(in);
    if (in.number() != 0) record.created = get_date(in);
    record.updated = get_date(in);
    record.modified = unzigzag(in.number());
    record.permalink = in.text();
    record.lang = in.text();
    const std::uint64_t published = in.number();
    if (published != 0) record.published = published == 2;
    record.meta = in.text();
    record.words = in.number32();
    record.text = in.text();
    record.headings.resize(in.count());
    std::uint32_t offset = 0;
    bool inside = true;  // whether every offset is within the text
    for (Heading& heading : record.headings) {
        heading.offset = offset += in.number32();
        inside = inside && offset <= record.text.size();
        heading.line = in.number32();
        heading.level = static_cast<std::uint8_t>(in.number());
        heading.text = in.text();
        heading.anchor = in.text();
    }
    record.segments.resize(in.count());
    Segment last{0, 0, 0};
    for (Segment& segment : record.segments) {
        segment.offset = last.offset + in.number32();
        segment.line = moved(last.line, unzigzag(in.number()), inside);
        segment.column = in.number32();
        last = segment;
        inside = inside && segment.offset <= record.text.size();
    }
    inside = get_wide(in, record.segments) && inside;
    record.quotes = get_stretches(in);
    record.code = get_stretches(in);
    record.tables = get_stretches(in);
    inside = get_links(in, record.text, record.links) && inside;
    record.anchors = get_strings(in);
    if (!in.ok() || !in.at_end() || !inside || !is_plain(record)) return std::nullopt;
    return record;
}

void move_on(Segment& segment, std::string_view passed) {
    const std::size_t points = unicode::length(passed);
    segment.column += static_cast<std::uint32_t>(points);
    if (points == passed.size()) return;
    segment.more_bytes += static_cast<std::uint32_t>(passed.size() - points);
    segment.more_utf16 += static_cast<std::uint32_t>(unicode::utf16_length(passed) - points);
}

std::string pack_list(const std::vector<std::string>& values) {
    Packer out;
    for (const std::string& value : values) out.text(value);
    return out.take();
}

std::vector<std::string_view> unpack_list(std::string_view bytes) {
    std::vector<std::string_view> values;
    for (Unpacker in(bytes); !in.at_end();) {
        const std::string_view value = in.text();
        if (in.ok()) values.push_back(value);
    }
    return values;
}

std::string pack(const FileState& state) {
    Packer out;
    out.number(zigzag(state.mtime_ns));
    out.number(zigzag(state.ctime_ns));
    out.number(state.size);
    out.number(state.hash);
    return out.take();
}

FileState unpack_state(std::string_view bytes) {
    Unpacker in(bytes);
    FileState state;
    state.mtime_ns = unzigzag(in.number());
    state.ctime_ns = unzigzag(in.number());
    state.size = in.number();
    state.hash = in.number();
    return state;
}

std::string fold_path(std::string_view path) {
    std::string folded;
    const auto is_plain = [&] {  // most are: only capitals change
        for (std::size_t at = 0; at < path.size(); ++at) {
            const bool beside_name = at > 0 && at + 1 < path.size() && path[at - 1] != '/' &&
                                     path[at + 1] != '/' && path[at + 1] != ' ';
            if (path[at] < ' ' || path[at] >= 0x7F || (path[at] == ' ' && !beside_name))
                return false;
        }
        return true;
    };
    if (is_plain()) {
        for (const char c : path)
            if (c != '/' || (!folded.empty() && folded.back() != '/'))
                folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
        while (folded.ends_with('/')) folded.pop_back();
        return folded;
    }
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        std::string name = text::one_line(unicode::fold(path.substr(begin, end - begin)));
        // A character that only folds to a slash does not separate names.
        for (std::size_t at = name.find('/'); at != name.npos; at = name.find('/', at))
            name.replace(at, 1, "\uff0f");
        if (end > begin) folded.append(folded.empty() ? "" : "/").append(name);  // "a//b" is a/b
        begin = end + 1;
    }
    return folded;
}

std::string fold_tag(std::string_view tag) {
    std::string folded = fold_path(tag);
    folded.erase(0, std::min(folded.find_first_not_of("#=/"), folded.size()));
    while (folded.ends_with('/')) folded.pop_back();
    return folded;
}

std::vector<std::string> with_ancestors(std::string_view nested, char separator) {
    std::vector<std::string> all;
    while (!nested.empty()) {
        all.emplace_back(nested);
        const std::size_t end = nested.rfind(separator);
        nested = nested.substr(0, end == nested.npos ? 0 : end);
    }
    return all;
}

}  // namespace assay::schema
