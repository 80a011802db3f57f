// The header of a note -> keys and values. The only user of yaml-cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/error.h"

namespace assay {

struct FrontMatter {
    nlohmann::ordered_json values = nlohmann::ordered_json::object();  // keys as written, in order of the file
    std::size_t body_offset = 0;   // byte of the text at which the body begins
    std::uint32_t body_line = 1;   // its line in the file
    std::vector<Error> problems;   // kind note, with the line in `where`; the path is the caller's to add
};

/// Splits the front matter off `text` and reads it. It opens on the first line or not at all:
///   ---      YAML, or JSON when the first character below is '{' (the Digital Garden plugin writes it on one line)
///   ---json  JSON
/// Header lines that cannot be read become problems, never a lost body: a header that is none is body.
FrontMatter read_front_matter(std::string_view text);

}  // namespace assay
