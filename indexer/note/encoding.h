// Turns the bytes of a file into UTF-8 text with LF line ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay::indexer {

struct DecodedText {
    std::string text;      // valid UTF-8, lines end in '\n'; lines are numbered as in the file
    std::string repaired;  // empty, or what was repaired: "not UTF-8, read as Windows-1252"
};

/// Decodes UTF-8 with or without a byte order mark, UTF-16 with one, and anything else as
/// Windows-1252, in which every byte is a character (WHATWG Encoding Standard). CRLF and bare CR
/// become LF. Never fails.
DecodedText decode_text(std::string_view bytes);

/// Returns the name of a file as text: unchanged if it is UTF-8, otherwise decoded as Windows-1252.
std::string decode_name(std::string name);

/// Returns `text` encoded as Windows-1252; nullopt if that is impossible, or if `text` is not
/// UTF-8.
std::optional<std::string> to_windows_1252(std::string_view text);

}  // namespace assay::indexer
