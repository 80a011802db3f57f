// Bytes of a file -> UTF-8 text with LF line ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay {

struct DecodedText {
    std::string text;      // valid UTF-8, lines end in '\n'; line n of it is line n of the file
    std::string repaired;  // empty, or what had to be done: "not UTF-8, read as Windows-1252"
};

/// UTF-8 with or without a byte order mark; UTF-16 with one; anything else as Windows-1252, in
/// which every byte is a character (WHATWG Encoding Standard). CRLF and bare CR become LF. Never
/// fails.
DecodedText decode_text(std::string_view bytes);

/// The name of a file as text: as it is when it is UTF-8, else read as Windows-1252.
std::string decode_name(std::string name);

/// The bytes that Windows-1252 reads as `text`; nullopt when it has no byte for a character, or
/// `text` is not UTF-8.
std::optional<std::string> to_windows_1252(std::string_view text);

}  // namespace assay
