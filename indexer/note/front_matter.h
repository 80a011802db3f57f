// The header of a note -> keys and values, whatever its format and however broken it is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/error.h"

namespace assay {

struct FrontMatter {
    nlohmann::ordered_json values = nlohmann::ordered_json::object();  // keys as written, in order of the file
    std::map<std::string, std::uint32_t, std::less<>> lines;           // of each key, in the file; 1-based
    std::size_t body_offset = 0;   // byte of the text at which the body begins
    std::uint32_t body_line = 1;   // its line in the file
    std::vector<Error> problems;   // kind note, with the line in `where`; the path is the caller's to add
};

/// Splits the front matter off `text` (UTF-8, LF) and reads it. It opens on the first line or not at all:
///   ---         YAML, or JSON when the first character below is '{' (the Digital Garden plugin writes it on one line)
///   ---json     JSON; ---yaml and ---toml likewise
///   +++         TOML
///   key: value  MultiMarkdown's lines without a fence, up to an empty one, when one of the keys is known (title, date, tags …);
///               also as link definitions that show nothing: [key]: <> (value)
/// Never fails: a key that cannot be read is a problem, the keys around it are kept, and a header that is none is body.
FrontMatter read_front_matter(std::string_view text);

}  // namespace assay
