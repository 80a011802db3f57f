#include "indexer/note/encoding.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/text/unicode.h"

namespace assay::indexer {
namespace {

/// Windows-1252 0x80 to 0x9F; the five unassigned bytes are the C1 controls of the same number
/// (WHATWG index-windows-1252).
constexpr std::array<char32_t, 32> windows_1252{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string from_windows_1252(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 4);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        unicode::append(text, byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80U] : byte);
    }
    return text;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]),
                   second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<char32_t>(big_endian ? first << 8U | second : second << 8U | first);
    };
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        char32_t value = unit(at);
        if (value >= 0xD800 && value < 0xDC00 && at + 3 < bytes.size()) {
            const char32_t low = unit(at + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                value = 0x10000 + ((value - 0xD800) << 10U) + (low - 0xDC00);
                at += 2;
            }
        }
        unicode::append(text, value);  // a lone surrogate becomes U+FFFD
    }
    if (bytes.size() % 2 == 1) unicode::append(text, 0xFFFD);
    return text;
}

void unify_line_ends(std::string& text) {
    if (text.find('\r') == text.npos) return;
    std::size_t to = 0;
    for (std::size_t from = 0; from < text.size(); ++from) {
        char c = text[from];
        if (c == '\r') {
            if (from + 1 < text.size() && text[from + 1] == '\n') continue;
            c = '\n';
        }
        text[to++] = c;
    }
    text.resize(to);
}

}  // namespace

DecodedText decode_text(std::string_view bytes) {
    DecodedText decoded;
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        decoded.text = from_utf16(bytes.substr(2), bytes.front() == '\xFE');
        if (bytes.size() % 2 == 1) decoded.repaired = "UTF-16 ends in half a character";
    } else {
        if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
        if (unicode::is_valid(bytes)) {
            decoded.text = bytes;
        } else {
            decoded.text = from_windows_1252(bytes);
            decoded.repaired = "not UTF-8, read as Windows-1252";
        }
    }
    unify_line_ends(decoded.text);
    return decoded;
}

std::string decode_name(std::string name) {
    return unicode::is_valid(name) ? std::move(name) : from_windows_1252(name);
}

std::optional<std::string> to_windows_1252(std::string_view text) {
    if (!unicode::is_valid(text)) return std::nullopt;
    std::string bytes;
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint point = unicode::decode(text, at);
        const auto* const high = std::find(windows_1252.begin(), windows_1252.end(), point.value);
        if (high != windows_1252.end())
            bytes.push_back(static_cast<char>(0x80 + (high - windows_1252.begin())));
        else if (point.value < 0x80 || (point.value >= 0xA0 && point.value < 0x100))
            bytes.push_back(static_cast<char>(point.value));
        else return std::nullopt;
        at += point.size;
    }
    return bytes;
}

}  // namespace assay::indexer
