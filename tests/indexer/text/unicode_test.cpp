#include "indexer/text/unicode.h"

#include "tests/support/catch.h"

namespace assay::text {
namespace {

using namespace std::string_view_literals;

}  // namespace

TEST_CASE("a code point is decoded whole, a bad byte alone", "[schema][unicode]") {
    struct Row {
        std::string_view bytes;
        char32_t value;
        std::uint32_t size;
    };
    const Row rows[] = {
        {"a", U'a', 1},
        {"\0"sv, 0, 1},
        {"é", 0xE9, 2},
        {"開", 0x958B, 3},
        {"🎉", 0x1F389, 4},
        {"\xFF", 0xFFFD, 1},
        {"\x80", 0xFFFD, 1},  // a continuation without a beginning
        {"\xC3", 0xFFFD, 1},  // cut off
        {"\xE9\x96", 0xFFFD, 1},
        {"\xF0\x9F\x8E", 0xFFFD, 1},
        {"\xC3"
         "a",
         0xFFFD, 1},                      // the letter after it is kept
        {"\xC0\x80", 0xFFFD, 1},          // longer than need be
        {"\xED\xA0\x80", 0xFFFD, 1},      // a surrogate
        {"\xF4\x90\x80\x80", 0xFFFD, 1},  // beyond Unicode
        {"\uFFFD", 0xFFFD, 3},            // itself valid
    };
    for (const Row& row : rows) {
        INFO(row.bytes);
        const unicode::CodePoint point = unicode::decode(row.bytes, 0);
        CHECK(point.value == row.value);
        CHECK(point.size == row.size);
        CHECK(unicode::is_valid(row.bytes) == (row.value != 0xFFFD || row.size == 3));
    }
}

TEST_CASE("what is appended decodes to the same code point", "[schema][unicode]") {
    for (const char32_t value :
         {0x0U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
        INFO(static_cast<std::uint32_t>(value));
        std::string text = "x";
        unicode::append(text, value);
        const unicode::CodePoint point = unicode::decode(text, 1);
        CHECK(point.value == value);
        CHECK(1 + point.size == text.size());
    }
    for (const char32_t value : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU}) {  // no code points
        std::string text;
        unicode::append(text, value);
        CHECK(text == "\uFFFD");
    }
}

TEST_CASE("length counts code points, and every bad byte", "[schema][unicode]") {
    CHECK(unicode::length("") == 0);
    CHECK(unicode::length("abc") == 3);
    CHECK(unicode::length("é開🎉") == 3);
    CHECK(unicode::length("e\u0301") == 2);
    CHECK(unicode::length("a\xFF\xC3z") == 4);
}

TEST_CASE("characters fall into the classes that words are made of", "[schema][unicode]") {
    using unicode::Class;
    struct Row {
        char32_t value;
        Class kind;
    };
    const Row rows[] = {
        {U'a', Class::letter},      {U'Z', Class::letter},      {U'7', Class::digit},
        {U' ', Class::other},       {U'-', Class::other},       {U'\n', Class::other},
        {0xE9, Class::letter},      {0x0301, Class::letter},    {0x0439, Class::letter},
        {0x0660, Class::digit},     {0x2019, Class::other},     {0x2014, Class::other},
        {0x4E00, Class::unspaced},  {0x3042, Class::unspaced},  {0xAC00, Class::unspaced},
        {0x0E01, Class::unspaced},  {0x0E49, Class::unspaced},  {0x20000, Class::unspaced},
        {0xFF76, Class::unspaced},  {0x30FB, Class::other},     {0x3001, Class::other},
        {0x3099, Class::joiner},    {0xFF9E, Class::joiner},    {0x1161, Class::joiner},
        {0x1F389, Class::emoji},    {0x2764, Class::emoji},     {0x1F1E9, Class::emoji},
        {0xAD, Class::ignorable},   {0x200B, Class::ignorable}, {0x200D, Class::ignorable},
        {0xFE0F, Class::ignorable}, {0xFEFF, Class::ignorable}, {0x202E, Class::ignorable},
        {0x01, Class::ignorable},   {0x85, Class::ignorable},   {0xFFFD, Class::other},
        {0x00A9, Class::sign},      {0x20AC, Class::sign},      {0x2192, Class::sign},
        {0x00A7, Class::sign},      {0x2116, Class::sign},      {0x2212, Class::other},
        {0x2022, Class::other},     {0x2502, Class::other},     {U'$', Class::other},
        {0x0E52, Class::digit},     {0x3007, Class::unspaced},  {0xFF0B, Class::other},
    };
    for (const Row& row : rows) {
        INFO(std::hex << static_cast<std::uint32_t>(row.value));
        CHECK(unicode::classify(row.value) == row.kind);
    }
}

TEST_CASE("folding takes case and accents, fold_case only case", "[schema][unicode]") {
    struct Row {
        const char* text;
        const char* folded;
        const char* cased;
    };
    const Row rows[] = {
        {"", "", ""},
        {"RAIN", "rain", "rain"},
        {"Zürich", "zurich", "zürich"},
        {"Zu\u0308rich", "zurich", "zürich"},
        {"a\u0307\u0323", "a", "\u1EA1\u0307"},  // marks in canonical order
        {"a\u0323\u0307", "a", "\u1EA1\u0307"},
        {"ß \u1E9E", "ss ss", "ss ss"},
        {"\u0130", "i", "i\u0307"},
        {"Ά", "α", "ά"},
        {"Σ ς", "σ σ", "σ σ"},
        {"Ё \u0435\u0308", "е е", "ё ё"},
        {"Й \u0438\u0306", "й й", "й й"},  // another letter
        {"\uFB01 Ａ \u2126", "fi a ω", "fi a ω"},
        {"\uFF76\uFF9E \u304B\u3099", "ガ が", "ガ が"},
        {"\u1112\u1161\u11AB", "한", "한"},
        {"क़", "क\u093C", "क\u093C"},  // a mark of another script stays
        {"so\u00ADft\u200B", "soft", "soft"},
        {"開源", "开源", "開源"},
        {"Tromsø ŁÓDŹ", "tromso lodz", "tromsø łódź"},
        {"Œuvre ǽ Þ ð ħ", "oeuvre ae th d h", "œuvre ǽ þ ð ħ"},
        {"I ı İ", "i i i", "i ı i\u0307"},
        {"ŀl", "ll", "l·l"},
        {"מְּנוֹרָה", "מנורה", "מְּנוֹרָה"},
        {"مُحَمَّد", "محمد", "مُحَمَّد"},
        {"آ أ إ ٱ ؤ ئ", "ا ا ا ا ؤ ئ", "آ أ إ ٱ ؤ ئ"},
        {"على یک", "علي يك", "على یک"},
        {"ко\u0301шка ѝ ќ", "кошка и ќ", "ко\u0301шка ѝ ќ"},
        {"ʿAbd Saʾud", "abd saud", "ʿabd saʾud"},
        {"۱۴۰۳ ໒ ２ ²", "1403 2 2 2", "۱۴۰۳ ໒ 2 2"},
        {"國語 國语", "国语 国语", "國語 國语"},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(unicode::fold(row.text) == row.folded);
        CHECK(unicode::fold_case(row.text) == row.cased);
        CHECK(unicode::fold(unicode::fold(row.text)) == row.folded);  // nothing is left to fold
    }
}

TEST_CASE("folding a folded character changes nothing", "[schema][unicode]") {
    std::string wrong;
    for (char32_t value = 0x20; value < 0x32000; ++value) {
        if (value == 0xD800) value = 0xE000;
        for (const char32_t mark : {0x20U, 0x0301U, 0x0308U, 0x0653U, 0x0654U, 0x05BCU, 0x3099U}) {
            std::string text;
            unicode::append(text, value);
            unicode::append(text, mark);
            const std::string folded = unicode::fold(text), cased = unicode::fold_case(text);
            if (unicode::fold(folded) != folded || unicode::fold(cased) != folded ||
                unicode::fold_case(cased) != cased)
                wrong.append(text).append(" ");
        }
    }
    CHECK(wrong == "");
}

TEST_CASE("a text of nothing but marks folds in linear time", "[schema][unicode]") {
    std::string text = "a";
    for (int i = 0; i < 200'000; ++i) text.append("\u0323\u0591\u3099\u064B");
    CHECK(unicode::fold(text).size() < text.size());
    CHECK(unicode::is_valid(unicode::fold_case(text)));
}

TEST_CASE("folding bad bytes yields valid text", "[schema][unicode]") {
    for (const char* text : {"\xFF", "a\xC3", "\xE2\x82", "\xED\xA0\x80", "\xC0\x80"})
        CHECK(unicode::is_valid(unicode::fold(text)));
}

TEST_CASE("width is what a terminal needs", "[schema][unicode]") {
    struct Row {
        std::string_view text;
        std::size_t columns;
    };
    const Row rows[] = {
        {"", 0},       {"abc", 3},    {"é", 1},        {"e\u0301", 1}, {"開源", 4},
        {"ＡＢ", 4},   {"🎉", 2},      {"한", 2},       {"\uFF76", 1},  {"a\u200Bb", 2},
        {"\u00AD", 0}, {"\u202E", 0}, {"\x01\x7F", 0}, {"\u3000", 2},  {"\0"sv, 0},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(unicode::display_width(row.text) == row.columns);
    }
}

TEST_CASE("what must not reach a terminal counts as invisible; white space and joiners do not",
          "[schema][unicode]") {
    constexpr char32_t invisible[] = {0x00,   0x01,   0x08,   0x1B,   0x7F,   0x80,   0x9B,
                                      0x9F,   0xAD,   0x061C, 0x200B, 0x200E, 0x200F, 0x202A,
                                      0x202E, 0x2060, 0x2066, 0x2069, 0xFEFF};
    for (const char32_t value : invisible) {
        INFO(std::hex << static_cast<std::uint32_t>(value));
        CHECK(unicode::is_invisible(value));
    }
    constexpr char32_t visible[] = {U'\t', U'\n',  U'\r',  U' ',   U'a',
                                    0xA0,  0x200C, 0x200D, 0x3000, 0xFFFD};
    for (const char32_t value : visible) {
        INFO(std::hex << static_cast<std::uint32_t>(value));
        CHECK_FALSE(unicode::is_invisible(value));
    }
}

TEST_CASE("the version of the tables has a name", "[schema][unicode]") {
    CHECK_FALSE(unicode::version().empty());
}

TEST_CASE("a Han character folds the same alone and in a text", "[unicode]") {
    for (char32_t value = 0x4E00; value <= 0x9FFF; ++value) {
        std::string alone;
        unicode::append(alone, value);
        CAPTURE(alone);
        REQUIRE(unicode::fold(alone) + "a" == unicode::fold(alone + "a"));
        REQUIRE(unicode::fold_case(alone) + "a" == unicode::fold_case(alone + "a"));
    }
}

}  // namespace assay::text
