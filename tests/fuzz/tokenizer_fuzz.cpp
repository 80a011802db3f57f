// Any bytes -> tokens whose ranges lie in the text.
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/schema/fields.h"
#include "indexer/text/limits.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/unicode.h"
#include "tests/fuzz/require.h"

using assay::fuzz::is_boundary;
using assay::fuzz::require;
using assay::text::Token;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const bool valid = assay::unicode::is_valid(text);
    assay::text::Tokenizer tokens(text);
    std::uint32_t last_position = 0;
    std::size_t last_begin = 0;
    for (Token token; tokens.next(token);) {
        require(token.begin < token.end && token.end <= size, "a token lies in the text");
        require(token.position >= 1, "positions begin at one");
        require(!token.folded.empty(), "a token has a form");
        require(token.folded.size() + 1 <= assay::text::max_term_bytes &&
                    token.exact.size() + 1 <= assay::text::max_term_bytes,
                "Xapian takes every form");
        require(token.exact != token.folded, "there is an exact form only if it differs");
        if (valid) {
            require(is_boundary(text, token.begin) && is_boundary(text, token.end),
                    "a token begins and ends with a code point");
            require(assay::unicode::is_valid(token.folded) && assay::unicode::is_valid(token.exact),
                    "forms are UTF-8");
        }
        if (token.kind == Token::Kind::word || token.kind == Token::Kind::unigram) {
            require(token.position > last_position, "each word has a place of its own");
            require(token.begin >= last_begin, "words come in the order of the text");
            last_position = token.position;
            last_begin = token.begin;
        } else {
            require(token.position <= last_position,
                    "a pair or compound is where its first part is");
        }
    }
    return 0;
}
