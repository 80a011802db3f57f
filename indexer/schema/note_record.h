// The stored form of a note, from which answers are printed: the document's data and the packed
// values of its slots. The text is stored so that passages always agree with the index. Xapian
// compresses it (doc/engine-notes.md, Values and facets).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::schema {

struct Heading {
    std::uint32_t offset = 0;  // byte of NoteRecord::text at which its text begins
    std::uint32_t line = 0;    // 1-based line of the file
    std::uint8_t level = 1;    // 1 to 6
    std::string text;
    std::string anchor;  // GitHub's rule, numbered when repeated
    friend bool operator==(const Heading&, const Heading&) = default;
};

/// A stretch of the text that is copied unchanged from one line of the file. It begins at byte
/// `offset` and ends where the next segment begins.
struct Segment {
    std::uint32_t offset = 0;
    std::uint32_t line = 0;    // 1-based
    std::uint32_t column = 0;  // 1-based, in code points
    std::uint32_t more_utf16 = 0,
                  more_bytes =
                      0;  // added to the column gives it in UTF-16 units, in bytes of UTF-8
    friend bool operator==(const Segment&, const Segment&) = default;
};

/// Moves the columns of `segment` forward by `passed`, a text in its line of the file.
void move_on(Segment& segment, std::string_view passed);

/// A date as the author wrote it (a day, a time in the author's zone, a month, a year), and the
/// instant that it sorts by.
struct Date {
    std::string text;          // "2023-04-02", "2025-11-19T08:12:44Z", "2025-11-19T17:12:44+09:00",
                               // "2023-04" or "2023"
    std::int64_t seconds = 0;  // since 1970-01-01T00:00:00Z
    friend bool operator==(const Date&, const Date&) = default;
};

/// Bytes of NoteRecord::text; half-open.
struct Stretch {
    std::uint32_t begin = 0, end = 0;
    friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// How a link is written.
enum class LinkKind : std::uint8_t {
    wikilink,  // [[target|label]]
    embed,     // ![[target]]
    markdown,  // [label](target), [label][reference]
    image,     // ![label](target)
    address,   // <https://example.org>, https://example.org
    property,  // [[target|label]] in front matter
};
inline constexpr std::size_t link_kinds = 6;

/// A link as written; where it leads is decided when somebody asks (query/links/).
struct Link {
    LinkKind kind = LinkKind::wikilink;
    std::string target;        // as written, on one line; of Markdown without escapes and entities
    std::string label;         // what is shown, on one line
    Stretch text;              // the label in NoteRecord::text; empty for a property
    std::uint32_t line = 0;    // of its first sign, in the file; 1-based
    std::uint32_t column = 0;  // 1-based, in code points
    friend bool operator==(const Link&, const Link&) = default;
};

/// Among NoteRecord::anchors: a template makes part of the note, and may make any anchor.
inline constexpr std::string_view any_anchor = "*";

struct NoteRecord {
    std::string path;  // relative to the root, '/'-separated
    std::string title;
    std::vector<std::string> aliases;
    std::vector<std::string> tags;  // as written
    std::optional<Date> created;    // never guessed
    Date updated;                   // the file's own time if the note gives none
    std::int64_t modified = 0;      // the file's own time, in seconds since 1970
    std::string permalink;          // empty = none
    std::string lang;               // empty = unknown
    std::optional<bool> published;  // nullopt = the note does not say
    std::string meta;               // other front matter, as a JSON object
    std::uint32_t words = 0;        // of the text; in unspaced scripts, characters
    std::string
        text;  // plain text of the body, headings in place; '\n' ends a line, '\t' a table cell
    std::vector<Heading> headings;              // by offset
    std::vector<Segment> segments;              // by offset
    std::vector<Stretch> quotes, code, tables;  // each by offset, disjoint
    std::vector<Link> links;                    // those of front matter, then by text.begin
    std::vector<std::string> anchors;  // besides those of headings: "^block", ids of HTML and
                                       // of attribute lists; any_anchor
    friend bool operator==(const NoteRecord&, const NoteRecord&) = default;
};

std::string pack(const NoteRecord& record);

/// Returns nullopt if the bytes are not a record. Then the index is damaged, or contains control
/// characters for a terminal, which the indexer never stores.
std::optional<NoteRecord> unpack_record(std::string_view bytes);

/// A place in the decoded file: the line, and the column in three units. All are 1-based. Bytes are
/// bytes of UTF-8 whatever the encoding of the file; a byte order mark does not count.
struct Place {
    std::uint32_t line = 0, column = 0;  // column in code points
    std::uint32_t utf16_column = 0, byte_column = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

/// Returns the place of byte `offset` of `record.text`; all zero if there are no segments.
Place place_of(const NoteRecord& record, std::size_t offset);

/// Returns the place in the file where the text before byte `end` (> 0) of `record.text` ends: the
/// column after its last character.
Place end_place_of(const NoteRecord& record, std::size_t end);

/// Packs several values into one slot. `unpack_list` returns as many as can be read.
std::string pack_list(const std::vector<std::string>& values);
std::vector<std::string_view> unpack_list(std::string_view bytes);

/// Replaces a time that is so recent that a later change may have the same time. Then the hash
/// decides.
inline constexpr std::int64_t untrusted_time = -1;

/// The state of a file when it was read, stored in the `change` slot.
struct FileState {
    std::int64_t mtime_ns = 0;  // last change of its content, since 1970
    std::int64_t ctime_ns = 0;  // last change of its content, name or rights; or untrusted_time
    std::uint64_t size = 0;     // bytes
    std::uint64_t hash = 0;     // fnv1a_64 of the content
    friend bool operator==(const FileState&, const FileState&) = default;
};
std::string pack(const FileState& state);
FileState unpack_state(std::string_view bytes);

/// Returns a tag as it is compared: case and accents folded, without stray slashes, and without
/// leading '#' and '=', which have a meaning in queries.
std::string fold_tag(std::string_view tag);

/// Returns a path, or a part of one, as it is compared: each name on one line (one_line.h), case
/// and accents folded, without stray slashes.
std::string fold_path(std::string_view path);

/// "a/b/c" -> "a/b/c", "a/b", "a"; '/' or another separator.
std::vector<std::string> with_ancestors(std::string_view nested, char separator = '/');

}  // namespace assay::schema
