#include "indexer/text/tokenizer.h"
#include "indexer/text/limits.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/text/unicode.h"
#include "tests/support/catch.h"
#include "tests/support/essays.h"

namespace assay::text {
namespace {

using namespace std::string_view_literals;

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

struct Row {
    std::string_view text;
    const char* tokens;
};

template <std::size_t size>
void check(const Row (&rows)[size]) {
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(tokens_of(row.text) == row.tokens);
    }
}

}  // namespace

TEST_CASE("a word is what a person would search for", "[schema][tokenizer]") {
    const Row rows[] = {
        {"", ""},
        {" .,;!? ", ""},
        {"Rain, again.", "rain@1 again@2"},
        {"\"quoted\" «quoted» (so)", "quoted@1 quoted@2 so@3"},
        {"word - dash", "word@1 dash@2"},  // a hyphen between blanks joins nothing
        {"word\u2014dash a--b", "word@1 dash@2 a@3 b@4"},
        {"-flag --long", "flag@1 long@2"},
        {"and/or TCP/IP", "and@1 or@2 tcp@3 ip@4"},
        {"#tag tech/open-source", "tag@1 tech@2 open@3 source@4 opensource@3"},
        {"50% $100", "50@1 %@2 $@3 100@4"},
    };
    check(rows);
}

TEST_CASE("case, accents and compatibility forms fold, and the exact form is kept",
          "[schema][tokenizer]") {
    const Row rows[] = {
        {"Café", "cafe@1(café)"},
        {"cafe\u0301", "cafe@1(café)"},  // NFD equals NFC
        {"Zürich ZURICH", "zurich@1(zürich) zurich@2"},
        {"Straße STRASSE \u1E9E", "strasse@1 strasse@2 ss@3"},
        {"\u0130stanbul", "istanbul@1(i\u0307stanbul)"},  // the dot is a mark; no Turkish rules
        {"ΟΔΟΣ οδός", "οδοσ@1 οδοσ@2(οδόσ)"},             // final sigma
        {"ёлка ЁЛКА", "елка@1(ёлка) елка@2(ёлка)"},       // Russian readers type е
        {"йод \u0438\u0306од",
         "йод@1 йод@2"},                   // й is another letter than и, in one character or two
        {"\uFB01sh", "fish@1"},            // ligature
        {"ＡＢＣ", "abc@1"},               // full width
        {"\U0001D400\U0001D401", "ab@1"},  // mathematical letters
        {"H\u2082O x\u00B2", "h2o@1 x2@2"},
        {"\u2167", "viii@1"},
        {"नमस्ते", "नमस्ते@1"},  // vowel signs belong to the word
        {"\u212B", "a@1(å)"},
    };
    check(rows);
}

TEST_CASE("letters that do not decompose fold as their readers type them", "[schema][tokenizer]") {
    const Row rows[] = {
        {"Tromsø Łódź", "tromso@1(tromsø) lodz@2(łódź)"},
        {"cœur Æsthetic", "coeur@1(cœur) aesthetic@2(æsthetic)"},
        {"Þór smiðja Malta\u0127", "thor@1(þór) smidja@2(smiðja) maltah@3(malta\u0127)"},
        {"ılık Əli đêm", "ilik@1(ılık) eli@2(əli) dem@3(đêm)"},
        {"שָׁלוֹם", "שלום@1(שָׁלוֹם)"},
        {"كِتَابٌ كتـــاب", "كتاب@1(كِتَابٌ) كتاب@2(كتـــاب)"},
        {"أحمد إسلام آمنة ٱلله", "احمد@1(أحمد) اسلام@2(إسلام) امنة@3(آمنة) الله@4(ٱلله)"},
        {"سؤال بئر", "سؤال@1 بئر@2"},  // hamza on its other seats is part of the spelling
        {"کتاب فارسی", "كتاب@1(کتاب) فارسي@2(فارسی)"},
        {"за\u0301мок моли\u0301тва", "замок@1(за\u0301мок) молитва@2(моли\u0301тва)"},
        {"ѓавол йод ïод", "ѓавол@1 йод@2 iод@3(ïод)"},  // of these consonants the mark is a part
        {"Kaʿba Qurʾān ʿAlī Hawaiʻi",
         "kaba@1(kaʿba) quran@2(qurʾān) ali@3(ʿalī) hawaii@4(hawaiʻi)"},
        {"٢٠٢٤ २०२४ ２０２４", "2024@1(٢٠٢٤) 2024@2(२०२४) 2024@3"},
        {"พ.ศ. ๒๕๖๗", "พ@1 ศ@2 2567@3(๒๕๖๗)"},
        {"٣٫١٤ ۱۲٬۳۴۵", "3.14@1(٣.١٤) 12,345@2(۱۲,۳۴۵) 12345@2"},
        {"col·lecció", "col@1 leccio@2(lecció) colleccio@1"},
        {"翻譯 头发 頭髮",
         "翻@1 译@2(譯) 翻译@1(翻譯) 头@3 发@4 头发@3 头@5(頭) 发@6(髮) 头发@5(頭髮)"},
        {"瞭解 了解 看著",
         "了@1(瞭) 解@2 了解@1(瞭解) 了@3 解@4 了解@3 看@5 着@6(著) 看着@5(看著)"},
    };
    check(rows);
}

TEST_CASE("an apostrophe joins an English ending and separates everything else",
          "[schema][tokenizer]") {
    const Row rows[] = {
        {"don't don\u2019t don\u2018t don\u02BCt don\u201Bt don\uFF07t",
         "don't@1 don't@2 don't@3 don't@4 don't@5 don't@6"},
        {"l'eau", "l@1 eau@2 leau@1"},
        {"l\u2019État", "l@1 etat@2(état) letat@1"},
        {"aujourd'hui", "aujourd@1 hui@2 aujourdhui@1"},
        {"dell'acqua Sant\u2019Angelo", "dell@1 acqua@2 dellacqua@1 sant@3 angelo@4 santangelo@3"},
        {"jusqu'à quelqu\u2019un", "jusqu@1 a@2(à) jusqua@1 quelqu@3 un@4 quelquun@3"},
        {"İstanbul'da Kennedy'ego",
         "istanbul@1(i\u0307stanbul) da@2 istanbulda@1 kennedy@3 ego@4 kennedyego@3"},
        {"rock'n'roll", "rock@1 n@2 roll@3 rocknroll@1"},
        {"renta't compra'm", "renta@1 t@2 rentat@1 compra'm@3 compra@3"},
        {"she'll we'd I'm you're they've",
         "she'll@1 we'd@2 i'm@3 you're@4 they've@5"},  // nothing but stop words in them
        {"shan't ain\u2019t DON'T shouldn't've", "shan't@1 ain't@2 don't@3 shouldn't've@4"},
        {"Peter's Mary\u2019ll it's ox's", "peter's@1 peter@1 mary'll@2 mary@2 it's@3 ox's@4"},
        {"п'ять комп\u2019ютер д'Артаньян",
         "п'ять@1 комп'ютер@2 д@3 артаньян@4 дартаньян@3"},  // a letter of Ukrainian
        {"O'Reilly", "o@1 reilly@2 oreilly@1"},
        {"James's dogs' tails", "james's@1 james@1 dogs@2 tails@3"},
        {"rock 'n' roll 'quoted'", "rock@1 n@2 roll@3 quoted@4"},
        {"Jean-Luc's", "jean@1 luc's@2 luc@2 jeanluc's@1"},
        {"' \u02BC \u2019", ""},  // alone they are nothing
    };
    check(rows);
}

TEST_CASE("signs that are part of a name stay with it", "[schema][tokenizer]") {
    const Row rows[] = {
        {"C++ C# F# g++", "c++@1 c#@2 f#@3 g++@4"},
        {"Notepad++", "notepad@1(notepad++)"},
        {"a+b 1+1 x=1", "a@1 b@2 1@3 1@4 x@5 1@6"},  // a sign between words is none
        {".NET", "net@1(.net)"},
        {"ASP.NET", "asp@1 net@2 aspnet@1"},
        {"node.js", "node@1 js@2 nodejs@1"},
        {"U.S.A.", "u@1 s@2 a@3 usa@1"},
        {"@name @me_too", "name@1(@name) me@2(@me) too@3"},
        {"me@example.org", "me@1 example@2 org@3"},
        {"https://example.org/a-b?c=d_e#f", "https@1 example@2 org@3 a@4 b@5 ab@4 c@6 d@7 e@8 f@9"},
        {"AT&T Q&A PB&J R&D's", "at&t@1 q&a@2 pb&j@3 r&d's@4"},
        {"rock&roll Barnes&Noble R＆D",
         "rock@1 roll@2 rockroll@1 barnes@3 noble@4 barnesnoble@3 r&d@5"},
        {"a & b a=1&sort=x", "a@1 b@2 a@3 1@4 sort@5 x@6"},
        {"snake_case a_b_c",
         "snake@1 case@2 a@3 b@4 c@5"},  // found by its words, and as a phrase by its name
        {"LD_PRELOAD=x my__name", "ld@1 preload@2 x@3 my@4 name@5"},
        {"__init__ _private trailing_", "init@1 private@2 trailing@3"},
        {"_emphasis_ **bold** ~~gone~~", "emphasis@1 bold@2 gone@3"},
    };
    check(rows);
}

TEST_CASE("numbers and versions stay as typed", "[schema][tokenizer]") {
    const Row rows[] = {
        {"3.14 1,234,567", "3.14@1 1,234,567@2 1234567@2"},
        {"v1.4.22 1.5km", "v1.4.22@1 1.4.22@1 1.4@1 1.5km@2 1.5@2"},
        {"1. 3.14. 1, 2",
         "1@1 3.14@2 1@3 2@4"},  // the full stop of a sentence or list is none of it
        {"10:30", "10@1 30@2"},
        {"2024-05-06", "2024@1 05@2 06@3"},  // numbers alone make no compound
        {"GPT-4 GPT-4o", "gpt@1 4@2 gpt4@1 gpt@3 4o@4 gpt4o@3"},
    };
    check(rows);
}

TEST_CASE("a number is found by its parts", "[schema][tokenizer]") {
    const Row rows[] = {
        {"15.03.2024", "15.03.2024@1 15.03@1 2024@1"},
        {"2019,2020,21", "2019,2020,21@1 2019@1 2020@1"},
        {"04.2024 2023.11", "04.2024@1 2024@1 2023.11@2 2023@2"},
        {"v2.10.3 V2.10.3rc1", "v2.10.3@1 2.10.3@1 2.10@1 v2.10.3rc1@2 2.10.3@2 2.10@2"},
        {"10.0.19041.388", "10.0.19041.388@1 10.0@1 19041@1 10.0.19041@1"},
        {"python3.11", "python3.11@1 3.11@1"},
        {"3.1415926 0.5772 300", "3.1415926@1 0.5772@2 300@3"},  // a fraction is not a version
        {"1.2.3.4.5.6.7", "1.2.3.4.5.6.7@1 1.2@1 1.2.3@1 1.2.3.4@1"},
        {"12,345.67 1.234.567,89 12,34,567",
         "12,345.67@1 12345.67@1 1.234.567,89@2 1234567,89@2 12,34,567@3 1234567@3"},
        {"1.234 12,34 1234,567", "1.234@1 12,34@2 1234,567@3 1234@3"},  // not thousands
        {"1'234'567 10\u00a0000 10\u202f000 5'10",
         "1@1 234@2 567@3 1234567@1 10@4 000@5 10000@4 10@6 000@7 10000@6 5@8 10@9"},
        {"chapter 3\u00a01000", "chapter@1 3@2 1000@3"},
    };
    check(rows);
}

TEST_CASE("a name in camel case is found by its words; a proper name is one word",
          "[schema][tokenizer]") {
    const Row rows[] = {
        {"camelCase getUserName()", "camelcase@1 camel@1 case@1 getusername@2 get@2 user@2 name@2"},
        {"XMLHttpRequest HTMLElement",
         "xmlhttprequest@1 xml@1 http@1 request@1 htmlelement@2 html@2 element@2"},
        {"CreateWindowEx OpenStreetMap",
         "createwindowex@1 create@1 window@1 ex@1 openstreetmap@2 open@2 street@2 map@2"},
        {"parseURLs base64Encode utf8ToString",
         "parseurls@1 parse@1 urls@1 base64encode@2 base64@2 encode@2 utf8tostring@3 utf8@3 "
         "string@3"},
        {"JavaScript YouTube McDonald LaTeX PhD",
         "javascript@1 youtube@2 mcdonald@3 latex@4 phd@5"},
        {"iPhone eBay kHz PDFs GPUs NASA", "iphone@1 ebay@2 khz@3 pdfs@4 gpus@5 nasa@6"},
        {"isValid getX", "isvalid@1 valid@1 getx@2 get@2"},
        {"aBcDeFgHiJkLmNoPqRsT abCdEfGhIjKlMnOpQrSt",
         "abcdefghijklmnopqrst@1 abcdefghijklmnopqrst@2"},  // random letters
    };
    check(rows);
}

TEST_CASE("a sign that is read aloud is a word", "[schema][tokenizer]") {
    const Row rows[] = {
        {"5€ €5 5 €", "5@1 €@2 €@3 5@4 5@5 €@6"},
        {"§5 §§ 12", "§@1 5@2 §@3 §@4 12@5"},
        {"A → B a→b", "a@1 →@2 b@3 a@4 →@5 b@6"},
        {"20 ℃ 20°C 70 ° F 45°", "20@1 °c@2 20@3 °c@4 70@5 °@6 f@7 45@8 °@8"},
        {"№ 7 ½ ‰ 3 ≈ π ± ∞", "№@1 7@2 1\u20442@3 ‰@4 3@5 ≈@6 π@7 ±@8 ∞@9"},
        {"Windows® 95 Acme™ © 2024", "windows@1 ®@1 95@2 acme@3 ™@3 ©@4 2024@5"},
        {"US$5 5$ $ 5 5 % %50 ％ ＄", "us@1 $@2 5@3 5@4 $@5 $@6 5@7 5@8 %@9 %@10 50@11 %@12 $@13"},
        {"$", "$@1"},
        {"50 %. 6\u00a0%, 7\u202f%; 8 \uff05)", "50@1 %@2 6@3 %@4 7@5 %@6 8@7 %@8"},
        {"x %. (%)", "x@1"},
        {"%", "%@1"},
        {"$x ${y} a%20b %5d %s 5 %d 100%20",
         "x@1 y@2 a@3 20b@4 5d@5 s@6 5@7 d@8 100@9 20@10"},  // code and addresses
        {"a + b = c < d | e ~ f ^ g − h • i", "a@1 b@2 c@3 d@4 e@5 f@6 g@7 h@8 i@9"},
        {"✓ done ☆ │ ■", "✓@1 done@2 ☆@3"},
    };
    check(rows);
}

TEST_CASE("the terms of a text give the same terms when they are cut again",
          "[schema][tokenizer]") {
    std::vector<std::pair<std::string, std::string>> texts = test::essays();
    texts.emplace_back("words of all kinds",
                       "Tromsø Łódź cœur Þór ılık Əli שָׁלוֹם كِتَابٌ أحمد کتاب فارسی за\u0301мок "
                       "Kaʿba ʿAlī ٢٠٢٤ ๒๕๖๗ ٣٫١٤ 翻譯 頭髮 了瞭 ŀl ǽ ﷺ ℃ № ½ Ⅷ ™ ％ 5€ Peter's "
                       "dell'acqua R&D 1,234,567 v2.10.3 XMLHttpRequest İstanbul \uFF76\uFF9E "
                       "\u1112\u1161\u11AB ﬁ ŉ ĳ ǆ ﬓ ʼn п'ять ى ے ۀ ئ");
    std::string all;  // every letter, with every mark after some of them
    for (char32_t value = 0xA0; value < 0x30000; ++value) {
        if (value == 0xD800) value = 0xE000;
        unicode::append(all, value);
        all.push_back(' ');
    }
    texts.emplace_back("every character", all);
    for (const auto& [name, text] : texts) {
        INFO(name);
        std::string wrong;
        Tokenizer tokens(text);
        for (Token token; tokens.next(token);) {
            const std::string term(token.folded);
            // Unicode takes some characters apart: ¼ is 1⁄4, ⒈ is 1., and a vowel of Hangul belongs
            // to a syllable before it.
            const std::vector<char32_t> points = unicode::code_points(term);
            const auto separates = [](char32_t each) {
                return each == ' ' || each == '(' || each == 0x02BC ||
                       (each >= 0x80 && unicode::classify(each) == unicode::Class::other);
            };
            if (std::any_of(points.begin(), points.end(), separates) || points.back() == '.' ||
                points.back() == ',')
                continue;
            if (unicode::classify(points.front()) == unicode::Class::joiner) continue;
            bool found = false;
            Tokenizer again(term);
            for (Token each; again.next(each);) found = found || each.folded == term;
            if (!found) wrong.append(term).append(" ");
        }
        CHECK(wrong == "");
    }
}

TEST_CASE("a hyphen joins: the parts, and all of them as one word", "[schema][tokenizer]") {
    const Row rows[] = {
        {"open-source", "open@1 source@2 opensource@1"},
        {"E-Mail", "e@1 mail@2 email@1"},
        {"non\u2011breaking well\u2010known",
         "non@1 breaking@2 nonbreaking@1 well@3 known@4 wellknown@3"},
        {"state-of-the-art", "state@1 of@2 the@3 art@4 stateoftheart@1"},
        {"a-b-c-d-e-f", "a@1 b@2 c@3 d@4 e@5 f@6"},  // longer chains are not one word
        {"Über-Café", "uber@1(über) cafe@2(café) ubercafe@1"},
        {"end-\nline", "end@1 line@3"},
    };
    check(rows);
}

TEST_CASE("invisible characters never split a word", "[schema][tokenizer]") {
    const Row rows[] = {
        {"soft\u00ADhyphen", "softhyphen@1"},
        {"zero\u200Bwidth", "zerowidth@1"},
        {"\uFEFFB\uFEFFOM", "bom@1"},
        {"left\u200Eright\u202E", "leftright@1"},
        {"zw\u200Dj", "zwj@1"},
        {"be\x01ll nu\0ll"sv, "bell@1 null@2"},
        {"开\u200B源", "开@1 源@2 开源@1"},
    };
    check(rows);
}

TEST_CASE("scripts without spaces are characters and pairs", "[schema][tokenizer]") {
    const Row rows[] = {
        {"開源碼", "开@1(開) 源@2 开源@1(開源) 码@3(碼) 源码@2(源碼)"},
        {"开", "开@1"},
        {"开 源 开，源", "开@1 源@2 开@3 源@4"},  // pairs do not cross blanks or punctuation
        {"AI可穿戴", "ai@1 可@2 穿@3 可穿@2 戴@4 穿戴@3"},
        {"可AI 100円", "可@1 ai@2 100@3 円@4"},
        {"人々", "人@1 々@2 人々@1"},
        {"データ", "デ@1 ー@2 デー@1 タ@3 ータ@2"},
        {"\uFF8A\uFF9F\uFF9D", "パ@1 ン@2 パン@1"},                    // half width
        {"\u304B\u3099く がく", "が@1 く@2 がく@1 が@3 く@4 がく@3"},  // a voicing mark of its own
        {"カ・ナ", "カ@1 ナ@2"},
        {"한국어", "한@1 국@2 한국@1 어@3 국어@2"},
        {"\u1112\u1161\u11AB", "한@1"},  // Hangul in letters
        {"ไทย", "ไ@1 ท@2 ไท@1 ย@3 ทย@2"},
    };
    check(rows);
}

TEST_CASE("each pictograph is a word", "[schema][tokenizer]") {
    const Row rows[] = {
        {"🎉 party🎉", "🎉@1 party@2 🎉@3"},
        {"\u2764\uFE0F \u2764", "\u2764@1 \u2764@2"},  // with and without VS16
        {"\U0001F44D\U0001F3FD", "\U0001F44D@1"},      // a skin tone is not a word
        {"\U0001F468\u200D\U0001F469\u200D\U0001F467",
         "\U0001F468@1 \U0001F469@2 \U0001F467@3"},  // found by each of the family
    };
    check(rows);
}

TEST_CASE("invalid bytes separate words", "[schema][tokenizer]") {
    const Row rows[] = {
        {"bad\xFFword", "bad@1 word@2"},
        {"bad\xC3 word", "bad@1 word@2"},
        {"\xE2\x82", ""},
        {"\xED\xA0\x80z", "z@1"},  // a surrogate
    };
    check(rows);
}

TEST_CASE("no phrase crosses a line or a table cell", "[schema][tokenizer]") {
    const Row rows[] = {
        {"rain\nsun", "rain@1 sun@3"},     {"rain\tsun", "rain@1 sun@3"},
        {"rain\n\n\nsun", "rain@1 sun@3"},  // one gap, however many lines
        {"\n\nrain\n", "rain@1"},          {"开\n源", "开@1 源@3"},
    };
    check(rows);
}

TEST_CASE("a long word is known by its first 64 bytes", "[schema][tokenizer]") {
    const std::string latin(200, 'a');
    CHECK(tokens_of(latin) == std::string(max_word_bytes, 'a') + "@1");
    std::string cyrillic, hindi;
    for (int i = 0; i < 70; ++i) {
        cyrillic += "ж";
        hindi += "न";
    }
    CHECK(tokens_of("x" + cyrillic) ==
          "x" + cyrillic.substr(0, 62) + "@1");  // 63 bytes: no code point is cut
    CHECK(tokens_of(hindi) == hindi.substr(0, 63) + "@1");
    Tokenizer tokens(latin);
    Token token;
    REQUIRE(tokens.next(token));
    CHECK(token.end == latin.size());  // its place is that of the whole word
}

TEST_CASE("the exact form is empty if it equals the folded form", "[schema][tokenizer]") {
    Tokenizer tokens("Rain café");
    Token token;
    REQUIRE(tokens.next(token));
    CHECK(token.exact.empty());
    REQUIRE(tokens.next(token));
    CHECK(token.exact == "café");
    CHECK(token.begin == 5);
    CHECK(token.end == 10);
}

TEST_CASE("a token knows what it is and whether it was joined", "[schema][tokenizer]") {
    struct Expected {
        std::string_view folded;
        Token::Kind kind;
        bool after_hyphen;
    };
    const Expected expected[] = {
        {"open", Token::Kind::word, false},
        {"source", Token::Kind::word, true},
        {"opensource", Token::Kind::compound, false},
        {"开", Token::Kind::unigram, false},
        {"源", Token::Kind::unigram, false},
        {"开源", Token::Kind::bigram, false},
        {"peter's", Token::Kind::word, false},
        {"peter", Token::Kind::part, false},
        {"5", Token::Kind::word, false},
        {"€", Token::Kind::word, true},
        {"$", Token::Kind::word, false},
        {"7", Token::Kind::word, true},
    };
    Tokenizer tokens("open-source 開源 Peter's 5€ $7");
    Token token;
    for (const Expected& row : expected) {
        INFO(row.folded);
        REQUIRE(tokens.next(token));
        CHECK(token.folded == row.folded);
        CHECK(token.kind == row.kind);
        CHECK(token.after_hyphen == row.after_hyphen);
    }
    CHECK_FALSE(tokens.next(token));
    CHECK_FALSE(tokens.next(token));  // and stays at the end
}

TEST_CASE("a part has the place of its own letters", "[schema][tokenizer]") {
    struct Expected {
        std::string_view text, folded, source;
    };
    const Expected rows[] = {
        {"see Peter\u2019s", "peter", "Peter"},
        {"on 15.03.2024.", "2024", "2024"},
        {"on 15.03.2024.", "15.03", "15.03"},
        {"(v2.10.3)", "2.10.3", "2.10.3"},
        {"a getUserName", "user", "User"},
        {"1,234,567", "1234567", "1,234,567"},
        {"get\u00adUserName", "user", "get\u00adUserName"},  // not to be told apart any more
        {"Acme\u00ae", "\u00ae", "\u00ae"},
    };
    for (const Expected& row : rows) {
        INFO(row.text << " " << row.folded);
        bool there = false;
        Tokenizer tokens(row.text);
        for (Token token; tokens.next(token);) {
            if (!token.is_part() || token.folded != row.folded) continue;
            there = true;
            CHECK(row.text.substr(token.begin, token.end - token.begin) == row.source);
        }
        CHECK(there);
    }
}

TEST_CASE("in every text the tokens are in order, inside it and the same each time",
          "[schema][tokenizer]") {
    std::vector<std::pair<std::string, std::string>> texts = test::essays();
    REQUIRE(texts.size() > 10);
    std::string garbage;
    for (unsigned i = 0, state = 12345; i < 20'000; ++i, state = state * 1664525U + 1013904223U)
        garbage.push_back(static_cast<char>(state >> 24U));
    texts.emplace_back("garbage", garbage);
    texts.emplace_back("cut code point", "open-source \xE9\x96\x8B\xE6\xBA");
    texts.emplace_back("many underscores", "a" + std::string(1'000'000, '_') + "b");  // linear
    texts.emplace_back("many hyphens", [] {
        std::string text;
        for (int i = 0; i < 50'000; ++i) text += "a-";
        return text;
    }());
    for (const auto& [name, text] : texts) {
        INFO(name);
        const auto boundary = [&, &bytes = text](std::size_t at) {
            return at == bytes.size() || (static_cast<unsigned char>(bytes[at]) & 0xC0U) != 0x80U ||
                   unicode::decode(bytes, at).value == 0xFFFD;
        };
        std::size_t wrong = 0, count = 0;
        std::uint32_t last = 0;  // position of the last word or unigram
        Tokenizer tokens(text);
        for (Token token; tokens.next(token); ++count) {
            bool right = token.begin < token.end && token.end <= text.size() &&
                         boundary(token.begin) && boundary(token.end);
            right = right && !token.folded.empty() && unicode::is_valid(token.folded) &&
                    unicode::is_valid(token.exact);
            if (token.kind == Token::Kind::bigram) right = right && token.position + 1 == last;
            else if (token.is_part()) right = right && token.position == last;
            else if (token.kind == Token::Kind::compound)
                right = right && token.position < last && last - token.position < 5;
            else right = right && token.position > last, last = token.position;
            wrong += !right;
        }
        CHECK(wrong == 0);
        CHECK(count > 0);
        CHECK(tokens_of(text) == tokens_of(text));
    }
}

TEST_CASE("no token is empty, whatever folding drops", "[schema][tokenizer]") {
    const char* const texts[] = {"\u0640\u0640\u0640's",   "\u02bf\u02bf\u02bf's",
                                 "\u05b0\u05b1\u05b2's",   "\ua78b\ua78b\ua78b\u2019s",
                                 "\u064b\u064c\u064d's x", "\u0301\u0301\u0301're",
                                 "\u0640\u0640",           "\u02be&\u02be",
                                 "\u0640.\u0640"};
    for (const char* text : texts) {
        INFO(text);
        Tokenizer tokens(text);
        for (Token token; tokens.next(token);) CHECK_FALSE(token.folded.empty());
    }
}

TEST_CASE("the fast way cuts plain words as the slow way does", "[schema][tokenizer]") {
    // A zero-width blank inside a word changes nothing but the way it goes.
    std::uint32_t state = 11;
    const auto chance = [&](std::uint32_t below) {
        return (state = state * 1664525U + 1013904223U) / 65536U % below;
    };
    const std::string_view signs = " \n\t,;:!?\"()-_+#@*/$%";
    for (int round = 0; round < 3000; ++round) {
        std::string plain, hidden;
        bool after_letter = false;
        for (std::uint32_t i = 1 + chance(12); i > 0; --i) {
            const bool letter = chance(4) != 0;
            const char c = letter ? static_cast<char>((chance(9) == 0 ? 'A' : 'a') + chance(26))
                           : chance(5) == 0
                               ? static_cast<char>('0' + chance(10))
                               : signs[chance(static_cast<std::uint32_t>(signs.size()))];
            if (letter && after_letter) hidden.append("\u200b");
            after_letter = letter;
            plain.push_back(c);
            hidden.push_back(c);
        }
        INFO(plain);
        CHECK(tokens_of(plain) == tokens_of(hidden));
    }
}

TEST_CASE("titles are compared by their words", "[schema][tokenizer]") {
    struct Title {
        const char* text;
        const char* whole;
        const char* content;
    };
    const Title titles[] = {
        {"Who maintains the commons?", "who maintains the commons", "maintains commons"},
        {"Open-Source Café", "open source cafe", "open source cafe"},
        {"Home → Peter's Settings", "home → peter's settings",
         "home peter's settings"},  // a sign tells as little as a stop word
        {"€", "€", "€"},
        {"To be or not to be", "to be or not to be", "to be or not to be"},  // nothing else is left
        {"開源", "开 源", "开 源"},
        {"?!", "", ""},
        {"", "", ""},
    };
    for (const Title& title : titles) {
        INFO(title.text);
        CHECK(whole_text(title.text) == title.whole);
        CHECK(text_without_stop_words(title.text) == title.content);
    }
}

}  // namespace assay::text
