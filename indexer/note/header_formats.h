// The formats of front matter. One file reads each format, into the same FrontMatter. Internal to
// front_matter.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/header_values.h"

namespace assay::indexer {

/// A header without its fences.
struct HeaderText {
    std::string_view text;
    std::uint32_t first_line = 1;  // of `text`, in the file
};

/// Each returns false and reads nothing if the text is prose or another format.
bool read_yaml(HeaderText header, FrontMatter& into);
bool read_yaml_lines(HeaderText header,
                     FrontMatter& into);  // simple YAML only; false for any other
bool read_json(HeaderText header, FrontMatter& into);
bool read_toml(HeaderText header, FrontMatter& into);

/// Reads "key: value" lines at the very beginning of a note into `into`. Returns the offset of the
/// line after them; nullopt if the first lines are text.
std::optional<std::size_t> read_plain_header(std::string_view text, FrontMatter& into);

/// True for a common key of headers (title, date, tags …) in any case. Distinguishes a header
/// without fences from prose.
bool is_known_key(std::string_view key);

/// Adds a problem with front matter at a line of the file. Removes invisible characters from the
/// message, which may quote the header.
void add_problem(FrontMatter& into, std::uint32_t line, std::string message, std::string hint);

/// Stores a value. A repeated key gives a problem, and the later value counts, as is usual for JSON
/// and YAML.
void put(FrontMatter& into, const std::string& key, nlohmann::ordered_json value,
         std::uint32_t line);

/// Returns an unquoted scalar as JSON: null, booleans, and numbers that print as they were written.
/// 1.10, 007 and dates stay text.
nlohmann::ordered_json plain_scalar(std::string_view text);

/// Returns what was probably meant by a value that is invalid in its format: the items of a list,
/// several Obsidian links, or the text without the quotes around it. `value` is the text after the
/// key, up to the next key.
nlohmann::ordered_json value_as_text(std::string_view value);

using AliasNames = std::set<std::string_view>;

/// Returns what was probably meant by a value of which YAML would drop a part: a #tag is not a
/// comment, and !important, &more and {curly} are text. nullopt if YAML reads all of it. A &name in
/// `aliases` is a real anchor.
std::optional<nlohmann::ordered_json> value_beyond_yaml(std::string_view value,
                                                        const AliasNames& aliases);

/// Returns each *name in a YAML header.
AliasNames alias_names(std::string_view header);

/// Returns the line of a value inside lists and maps that YAML reads as a comment, counted from the
/// line of the key.
std::optional<std::uint32_t> line_of_nested_tag(std::string_view value);

/// One key of a broken header, with everything up to the next key.
struct HeaderChunk {
    std::string_view text;   // from the key on
    std::string_view key;    // without quotes; empty: lines before the first key
    std::string_view value;  // after the sign
    std::uint32_t line = 1;  // in the file
};

/// True for a line that begins with a key and `sign` (':' in YAML, '=' in TOML).
bool begins_with_key(std::string_view line, char sign);

/// Splits a header at the lines that begin with a key.
std::vector<HeaderChunk> split_at_keys(HeaderText header, char sign);

/// Returns the line of `text` that begins at `at`, without its line end.
std::string_view line_at(std::string_view text, std::size_t at);

/// Returns `text` without spaces and tabs at both ends.
std::string_view without_blanks(std::string_view text);

}  // namespace assay::indexer
