#include "indexer/note/encoding.h"

#include "indexer/text/unicode.h"
#include "tests/support/catch.h"

namespace assay::indexer {

using namespace std::string_view_literals;

TEST_CASE("a note of any encoding becomes UTF-8 with LF line ends", "[indexer][encoding]") {
    struct Row {
        std::string_view bytes;
        std::string_view text;
        bool repaired;
    };
    const Row rows[] = {
        {"", "", false},
        {"plain", "plain", false},
        {"café 開源 🎉", "café 開源 🎉", false},
        {"\xEF\xBB\xBF"
         "bom",
         "bom", false},
        {"\xEF\xBB\xBF\xEF\xBB\xBF"
         "two",
         "\uFEFFtwo", false},  // only the first is a mark of order
        {"\xEF\xBB\xBF", "", false},
        {"a\r\nb\rc\nd", "a\nb\nc\nd", false},
        {"a\r\r\nb", "a\n\nb", false},  // a bare CR, then CRLF: line numbers are those of an editor
        {"a\r", "a\n", false},
        {"\xFF\xFE"
         "a\0\xE9\0\r\0\n\0b\0"sv,
         "aé\nb", false},  // UTF-16 LE
        {"\xFE\xFF"
         "\0a\0\xE9\0\n"sv,
         "aé\n", false},                             // UTF-16 BE
        {"\xFF\xFE\x3C\xD8\x89\xDF"sv, "🎉", false},  // a surrogate pair
        {"\xFF\xFE\x3C\xD8"
         "a\0"sv,
         "\uFFFDa", false},  // half of one
        {"\xFF\xFE\x3C\xD8"sv, "\uFFFD", false},
        {"\xFF\xFE"
         "a\0b"sv,
         "a\uFFFD", true},  // half a character
        {"\xFF\xFE", "", false},
        {"caf\xE9", "café", true},
        {"\x80 \x93quoted\x94 \x97 \x85", "€ “quoted” — …", true},
        {"\x81\x8D\x8F\x90\x9D", "\u0081\u008D\u008F\u0090\u009D",
         true},  // unassigned: the controls of the same number
        {"good é, bad \xE9", "good Ã©, bad é", true},  // one bad byte and it is all Windows-1252
        {"\xC0\x80", "À€", true},                      // overlong
        {"\xE9\r\n\xE9", "é\né", true},
        {"nul\0in"sv, "nul\0in"sv, false},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const DecodedText decoded = decode_text(row.bytes);
        CHECK(decoded.text == row.text);
        CHECK(decoded.repaired.empty() != row.repaired);
        CHECK(unicode::is_valid(decoded.text));
    }
}

TEST_CASE("every byte of Windows-1252 is a character", "[indexer][encoding]") {
    std::string bytes;
    for (int byte = 1; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
    const DecodedText decoded = decode_text(bytes);
    CHECK(unicode::is_valid(decoded.text));
    CHECK(unicode::length(decoded.text) == 255);
    CHECK(decoded.repaired == "not UTF-8, read as Windows-1252");
}

}  // namespace assay::indexer
