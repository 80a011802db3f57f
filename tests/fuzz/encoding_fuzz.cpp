// Any bytes -> UTF-8 with LF line ends; the same text again from UTF-8, UTF-16 and Windows-1252.
#include <algorithm>
#include <cstdint>
#include <string>

#include "indexer/note/encoding.h"
#include "indexer/text/unicode.h"
#include "tests/fuzz/require.h"

using assay::fuzz::require;

namespace {

std::string utf16(std::string_view text, bool big_endian) {
    std::string bytes;
    const auto unit = [&](char32_t value) {
        const char high = static_cast<char>(value >> 8U), low = static_cast<char>(value & 0xFFU);
        bytes.push_back(big_endian ? high : low);
        bytes.push_back(big_endian ? low : high);
    };
    unit(0xFEFF);
    for (const char32_t value : assay::unicode::code_points(text)) {
        if (value < 0x10000) {
            unit(value);
        } else {
            unit(0xD800 + ((value - 0x10000) >> 10U));
            unit(0xDC00 + ((value - 0x10000) & 0x3FFU));
        }
    }
    return bytes;
}

/// CR LF, and CR and LF alone.
std::size_t line_ends(std::string_view bytes) {
    std::size_t ends = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at)
        if (bytes[at] == '\n' ? at == 0 || bytes[at - 1] != '\r' : bytes[at] == '\r') ++ends;
    return ends;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const assay::indexer::DecodedText decoded = assay::indexer::decode_text(bytes);
    const std::string& text = decoded.text;
    require(assay::unicode::is_valid(text), "the text is UTF-8");
    require(text.find('\r') == text.npos, "lines end in LF");
    const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    if (!is_utf16) {
        const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        require(lines == line_ends(bytes), "line n of the text is line n of the file");
        require(decoded.repaired.empty() == assay::unicode::is_valid(bytes),
                "only what is not UTF-8 is repaired");
    }

    require(assay::indexer::decode_text("\xEF\xBB\xBF" + text).text == text,
            "UTF-8 with a byte order mark is the same text");
    require(assay::indexer::decode_text(utf16(text, false)).text == text,
            "and so is UTF-16, little-endian");
    require(assay::indexer::decode_text(utf16(text, true)).text == text, "and big-endian");
    const auto narrow = assay::indexer::to_windows_1252(text);
    if (narrow && !assay::unicode::is_valid(*narrow) && !narrow->starts_with("\xFF\xFE") &&
        !narrow->starts_with("\xFE\xFF") && !narrow->starts_with("\xEF\xBB\xBF"))
        require(assay::indexer::decode_text(*narrow).text == text, "and Windows-1252");

    const std::string name = assay::indexer::decode_name(std::string(bytes));
    require(assay::unicode::is_valid(name), "a name is UTF-8");
    require(assay::indexer::decode_name(name) == name, "and stays as it is then");
    if (!assay::unicode::is_valid(bytes)) {
        const auto back = assay::indexer::to_windows_1252(name);
        require(back && *back == bytes, "the file is found by its name again");
    }
    return 0;
}
