// Inline fields of Obsidian's Dataview plugin: front matter in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::indexer {

/// An inline field, "key:: value". Both as written, without surrounding spaces and emphasis.
struct InlineField {
    std::string key, value;
    std::uint32_t line = 0;  // 1-based, of the body
};

/// Returns the field whose "::" is at `place`: [key:: value] or (key:: value) in a line that ends
/// at `line_end`, or the whole line, whose text begins at `content` (npos if the line continues
/// earlier text). Does not set its line.
std::optional<InlineField> inline_field_at(std::string_view body, std::size_t place,
                                           std::size_t line_end, std::size_t content);

}  // namespace assay::indexer
