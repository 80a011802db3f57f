// The JSON Schemas of cli/schemas/, built into the program (json_schemas.cpp.in).
#pragma once

#include <span>
#include <string_view>

namespace assay {

struct JsonSchema {
    std::string_view name;  // "search"
    std::string_view text;  // JSON Schema, draft 2020-12
};

std::span<const JsonSchema> json_schemas();

}  // namespace assay
