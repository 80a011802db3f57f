// Inline fields, as Obsidian's Dataview reads them: front matter in the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// An inline field, "key:: value". As written, without blanks and emphasis around.
struct InlineField {
    std::string key, value;
    std::uint32_t line = 0;  // 1-based, of the body
};

/// The field whose "::" stands at `place`: [key:: value] or (key:: value) in a line that ends at
/// `line_end`, or the whole line, whose text begins at `content` (npos: it goes on with what came
/// before). Its line is left open.
std::optional<InlineField> inline_field_at(std::string_view body, std::size_t place,
                                           std::size_t line_end, std::size_t content);

}  // namespace assay
