// The on-disk contract: every term prefix and value slot of the index, in one table.
// Adding a row is safe; changing a prefix, a slot or the meaning of one needs a new schema_version.
// Prefixes follow xapian-omega docs/termprefixes.rst. No other file contains a prefix.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::schema {

/// Part of the stamp (index_store.h). An index with another number is rebuilt, never read.
inline constexpr int schema_version = 8;

enum class Field : std::uint8_t {
    body,
    title,
    heading,
    quote,
    code,
    tag,
    path,
    folder,
    lang,
    created,
    updated,
    words,
    passages,
    change,
    is,
    has,
    meta,
    whole_title,
    line_end,
    modified,
    created_clock,
    created_end,
    updated_clock,
    updated_end,
    file_name,
    top_heading,
    link,
    link_name,
    other_link_name,
};

struct FieldSpec {
    Field id;
    std::string_view name;                   // as in a query: title:rain
    std::optional<std::string_view> prefix;  // of its terms:       Srain; nullopt = no terms
    bool boolean;                            // exact filter: no position, no weight
    std::optional<std::uint32_t> slot;       // of its value
};

// clang-format off
inline constexpr std::array fields{
    //        id                name         prefix          boolean  slot
    FieldSpec{Field::body,      "body",      "",             false,   std::nullopt},  // words of title, aliases, file name, headings, body, tags, front matter
    FieldSpec{Field::title,     "title",     "S",            false,   7},  // words of title, aliases again, no wdf; slot: folded title, for sorting
    FieldSpec{Field::heading,   "heading",   "XH",           false,   std::nullopt},
    FieldSpec{Field::quote,     "quote",     "XQ",           false,   std::nullopt},
    FieldSpec{Field::code,      "code",      "XC",           false,   std::nullopt},
    FieldSpec{Field::tag,       "tag",       "K",            true,    3},  // tag_term; slot: packed list, as written
    FieldSpec{Field::path,      "path",      "Q",            true,    4},  // unique term (path_term); slot: the path itself
    FieldSpec{Field::folder,    "folder",    "XD",           true,    std::nullopt},  // each folder above the note
    FieldSpec{Field::lang,      "lang",      "L",            true,    8},  // slot: the language, for facets
    FieldSpec{Field::created,   "created",   std::nullopt,   true,    0},  // sortable seconds since 1970, the instant; absent = unknown
    FieldSpec{Field::updated,   "updated",   std::nullopt,   true,    1},  // likewise; the file's own time where the note does not say
    FieldSpec{Field::words,     "words",     std::nullopt,   true,    5},  // sortable count
    FieldSpec{Field::passages,  "passages",  std::nullopt,   true,    6},  // sortable count of headings and the opening
    FieldSpec{Field::change,    "change",    std::nullopt,   true,    2},  // FileState: what the file was when it was read
    FieldSpec{Field::is,        "is",        "XI",           true,    std::nullopt},  // "published" or "draft"; neither when the note does not say
    FieldSpec{Field::has,       "has",       "XF",           true,    std::nullopt},  // what the body holds: "code", "table", ...
    FieldSpec{Field::meta,      "meta",      "XM",           true,    9},  // key=value of other front matter, folded (meta_term); slot: packed list of meta_entry
    FieldSpec{Field::whole_title, "whole title", "XT",       true,    std::nullopt},  // each title, alias, file name: whole_text and text_without_stop_words (tokenizer.h)
    FieldSpec{Field::line_end,  "line end",  "XB",           false,   std::nullopt},  // line_end_term: where a line, cell or field ends
    FieldSpec{Field::modified,  "modified",  std::nullopt,   true,    10},  // sortable seconds since 1970: the file's own time
    // What the clock and calendar of whoever wrote the date showed, in seconds as if that were UTC
    // (date.h). No name that can be typed.
    FieldSpec{Field::created_clock, "created clock", std::nullopt, true, 11},
    FieldSpec{Field::created_end,   "created end",   std::nullopt, true, 12},  // last second of a month or a year; absent = a day, or a time
    FieldSpec{Field::updated_clock, "updated clock", std::nullopt, true, 13},  // absent = the note does not say: the file's own time
    FieldSpec{Field::updated_end,   "updated end",   std::nullopt, true, 14},
    FieldSpec{Field::file_name, "file name", "XN",           false,   std::nullopt},  // words of the file name, where no title says the same; for title:
    FieldSpec{Field::top_heading, "top heading", "XL",       false,   std::nullopt},  // words of Note::top_heading, which ranks as if it were the title
    FieldSpec{Field::link,      "link",      "XK",           true,    std::nullopt},  // what its links name (link_target.h)
    FieldSpec{Field::link_name, "link name", "XO",           true,    15},  // what a link may name it: its file name (link_target.h); slot: packed list of its permalink and aliases
    FieldSpec{Field::other_link_name, "other link name", "XR", true, std::nullopt},  // likewise: the last names of its permalink and aliases (link_target.h)
};
// clang-format on

constexpr const FieldSpec& spec(Field field) { return fields[static_cast<std::size_t>(field)]; }
constexpr std::uint32_t slot(Field field) { return spec(field).slot.value(); }

consteval bool rows_in_enum_order() {
    for (std::size_t row = 0; row < fields.size(); ++row)
        if (static_cast<std::size_t>(fields[row].id) != row) return false;
    return true;
}
static_assert(rows_in_enum_order());

/// The term for `value` in `field`: prefix + value. `field` must have a prefix. A value that is too
/// long for Xapian is cut to 160 bytes and followed by a hash of the whole value, so that long
/// paths and tags stay unique.
std::string make_term(Field field, std::string_view value);

/// Returns the term of notes that have the tag or one nested below it. If `alone` is set, returns
/// the term of notes that have the tag itself. `folded` comes from fold_tag(); no tag begins with
/// '='.
std::string tag_term(std::string_view folded, bool alone);

/// Returns the term that marks each position between two lines, table cells or fields. It has no
/// weight. Phrases with gaps do not cross it.
std::string line_end_term();

/// Returns the term of notes whose front matter has `value` under `key` (nested keys are joined by
/// dots). Folds both.
std::string meta_term(std::string_view key, std::string_view value);

/// Returns a front-matter value as it is compared: on one line (one_line.h), with case and accents
/// folded. A link, [[2000]] or [[2000|then]], becomes its target.
std::string fold_meta(std::string_view value);

/// Returns a key folded in the same way, without meta_key_end.
std::string fold_meta_key(std::string_view key);

/// Returns the folded key followed by meta_key_end. Every meta_entry of `key` begins with it, and
/// so does every meta_term after its prefix.
std::string meta_key(std::string_view key);
inline constexpr char meta_key_end = '=';

/// Returns what facets count and show: meta_key, then the value as written, on one line. A link
/// becomes its target.
std::string meta_entry(std::string_view key, std::string_view value);

}  // namespace assay::schema
