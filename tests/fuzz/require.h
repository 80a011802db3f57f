// What must hold for every input. Not assert: the normal build has NDEBUG.
#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "indexer/text/unicode.h"

namespace assay::fuzz {

inline void require(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

/// `at` is an end of `text` or the beginning of a code point.
inline bool is_boundary(std::string_view text, std::size_t at) {
    return at == text.size() ||
           (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U);
}

/// `text` is valid UTF-8 without a character that no terminal may see.
inline void require_shown(std::string_view text, const char* what) {
    require(unicode::is_valid(text), what);
    for (std::size_t at = 0; at < text.size(); at += unicode::decode(text, at).size)
        require(!unicode::is_invisible(unicode::decode(text, at).value), what);
}

}  // namespace assay::fuzz
