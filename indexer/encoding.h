// Bytes of a file -> UTF-8 text with LF line ends.
#pragma once

#include <string>
#include <string_view>

namespace assay {

struct DecodedText {
    std::string text;      // valid UTF-8, lines end in '\n'; line n of it is line n of the file
    std::string repaired;  // empty, or what had to be done: "not UTF-8, read as Windows-1252"
};

/// UTF-8 with or without a byte order mark; UTF-16 with one; anything else as Windows-1252, in which every byte is a character
/// (WHATWG Encoding Standard). CRLF and bare CR become LF. Never fails.
DecodedText decode_text(std::string_view bytes);

}  // namespace assay
