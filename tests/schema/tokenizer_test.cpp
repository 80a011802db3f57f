#include "indexer/schema/tokenizer.h"

#include <string>

#include "tests/support/catch.h"

namespace assay {
namespace {

/// "open@1 source@2 opensource@1": terms and positions; an exact form follows in parentheses.
std::string tokens_of(std::string_view text) {
    std::string list;
    Tokenizer tokens(text);
    for (Token token; tokens.next(token);) {
        if (!list.empty()) list += ' ';
        list.append(token.folded).append("@").append(std::to_string(token.position));
        if (!token.exact.empty()) list.append("(").append(token.exact).append(")");
    }
    return list;
}

}  // namespace

TEST_CASE("a word is what a person would search for", "[schema][tokenizer]") {
    struct Row {
        const char* text;
        const char* tokens;
    };
    const Row rows[] = {
        {"", ""},
        {"Rain, again.", "rain@1 again@2"},
        {"Café", "cafe@1(café)"},                         // accents fold, the exact form stands beside
        {"cafe\u0301", "cafe@1(café)"},                   // NFD equals NFC
        {"don't don\u2019t", "don't@1 don't@2"},          // apostrophes are one
        {"open-source", "open@1 source@2 opensource@1"},  // a hyphen joins
        {"C++ C# F#", "c++@1 c#@2 f#@3"},
        {"\u958b\u6e90\u78bc", "\u958b@1 \u6e90@2 \u958b\u6e90@1 \u78bc@3 \u6e90\u78bc@2"},
        {"rain\nsun", "rain@1 sun@12"},  // no phrase crosses a line
    };
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(tokens_of(row.text) == row.tokens);
    }
}

}  // namespace assay
