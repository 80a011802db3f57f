// A 64-bit hash that distinguishes file contents and long names. Not safe against hostile input: it
// only decides whether a file is read again, and where a cache folder is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace assay::text {

/// FNV-1a, 64 bit (draft-eastlake-fnv): offset basis and prime as given there.
constexpr std::uint64_t fnv1a_64(std::string_view bytes) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char byte : bytes) {
        hash ^= static_cast<unsigned char>(byte);
        hash *= 0x100000001b3U;
    }
    return hash;
}

/// Returns 16 lower-case hexadecimal digits.
inline std::string to_hex(std::uint64_t value) {
    std::string hex(16, '0');
    for (std::size_t digit = hex.size(); digit-- > 0; value >>= 4U)
        hex[digit] = "0123456789abcdef"[value & 15U];
    return hex;
}

}  // namespace assay::text
