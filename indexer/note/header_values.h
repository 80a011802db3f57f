// The front matter of a note, as read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer/text/error.h"

namespace assay::indexer {

struct FrontMatter {
    nlohmann::ordered_json values =
        nlohmann::ordered_json::object();  // keys as written, in order of the file
    std::map<std::string, std::uint32_t, std::less<>> lines;  // of each key, in the file; 1-based
    std::size_t body_offset = 0;  // byte of the text at which the body begins
    std::uint32_t body_line = 1;  // its line in the file
    std::vector<Error>
        problems;  // of kind note, with the line in `where`; the caller adds the path
};

}  // namespace assay::indexer
