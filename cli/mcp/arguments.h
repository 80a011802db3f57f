// The arguments of a tool, checked against its inputSchema.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/mcp/protocol.h"
#include "indexer/text/error.h"

namespace assay::cli {

/// Bytes of a string, and items of a list, that a tool takes.
inline constexpr std::size_t max_argument_bytes = 4'096, max_argument_items = 64;

/// What is wrong with `arguments` (an object) by `schema`; nullopt if nothing is. Knows the parts
/// of JSON Schema that the tools use: properties, required, type, enum, minimum and maximum.
std::optional<Error> wrong_argument(const Received& arguments, const Json& schema);

// The values of checked arguments. `otherwise` if there is no such argument.

std::string text_argument(const Received& arguments, const char* name, std::string otherwise = {});
std::size_t count_argument(const Received& arguments, const char* name, std::size_t otherwise);
bool flag_argument(const Received& arguments, const char* name);
std::vector<std::string> list_argument(const Received& arguments, const char* name);

}  // namespace assay::cli
