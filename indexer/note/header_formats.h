// The formats of front matter, each read by one file into the same FrontMatter. Internal to
// front_matter.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/note/header_values.h"

namespace assay {

/// A header without its fences.
struct HeaderText {
    std::string_view text;
    std::uint32_t first_line = 1;  // of `text`, in the file
};

/// Each returns false, having read nothing, when the text is no header of the format but prose (or
/// another format).
bool read_yaml(HeaderText header, FrontMatter& into);
bool read_yaml_lines(HeaderText header,
                     FrontMatter& into);  // the simplest YAML; false for any other
bool read_json(HeaderText header, FrontMatter& into);
bool read_toml(HeaderText header, FrontMatter& into);

/// "key: value" lines at the very top of a note: where they end (the offset of the line behind
/// them); nullopt when the first lines are text. Fills `into` with their values.
std::optional<std::size_t> read_plain_header(std::string_view text, FrontMatter& into);

/// A key that headers are known for (title, date, tags …), case ignored: what tells a header
/// without a fence from prose.
bool is_known_key(std::string_view key);

/// Adds a problem with front matter at a line of the file; of the message, which may quote the
/// header, what can be shown.
void add_problem(FrontMatter& into, std::uint32_t line, std::string message, std::string hint);

/// Takes a value over. A key that is there already is a problem, and the later value counts, as in
/// JSON and YAML elsewhere.
void put(FrontMatter& into, const std::string& key, nlohmann::ordered_json value,
         std::uint32_t line);

/// An unquoted scalar as the JSON it stands for: null, booleans, and numbers that read back as
/// typed; 1.10, 007 and dates stay text.
nlohmann::ordered_json plain_scalar(std::string_view text);

/// What a person meant by a value that its format refuses: the items of a list, several Obsidian
/// links, or the text less the quotes around it. `value` is what stands behind the key, up to the
/// next key.
nlohmann::ordered_json value_as_text(std::string_view value);

using AliasNames = std::set<std::string_view>;

/// What a person meant by a value of YAML that YAML reads as less: a #tag is no comment,
/// !important, &more and {curly} are text. nullopt where YAML reads all of it. A &name that is
/// among `aliases` is meant as one.
std::optional<nlohmann::ordered_json> value_beyond_yaml(std::string_view value,
                                                        const AliasNames& aliases);

/// Each *name of a header of YAML.
AliasNames alias_names(std::string_view header);

/// The line of a value among lists and maps that YAML takes for a comment, counted from that of the
/// key.
std::optional<std::uint32_t> line_of_nested_tag(std::string_view value);

/// One key of a broken header with everything up to the next.
struct HeaderChunk {
    std::string_view text;   // from the key on
    std::string_view key;    // without quotes; empty: lines before the first key
    std::string_view value;  // behind the sign
    std::uint32_t line = 1;  // in the file
};

/// A line that begins with a key and `sign` (':' of YAML, '=' of TOML).
bool begins_with_key(std::string_view line, char sign);

/// Cuts a header at the lines that begin with a key.
std::vector<HeaderChunk> split_at_keys(HeaderText header, char sign);

/// The line of `text` that begins at `at`, without its end.
std::string_view line_at(std::string_view text, std::size_t at);

/// Blanks and tabs at both ends taken off.
std::string_view without_blanks(std::string_view text);

}  // namespace assay
