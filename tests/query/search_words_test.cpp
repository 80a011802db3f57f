#include "tests/query/found.h"
#include "tests/support/catch.h"

namespace assay::test {
namespace {

/// Words that are in no note are not answered with others.
template <std::size_t size>
void check_uncorrected(const Corpus& corpus, const Row (&rows)[size]) {
    for (const Row& row : rows) {
        INFO(row.query);
        query::SearchRequest request;
        request.text = row.query;
        request.correct = false;
        CHECK(found(corpus, request) == row.found);
    }
}

}  // namespace

TEST_CASE("a word finds its forms and its spellings", "[query][search]") {
    const Corpus corpus({
        {"accent.md", "The café on the corner, in Zürich."},
        {"plain.md", "The cafe is shut."},
        {"nfd.md", "A re\u0301sume\u0301 of the year."},
        {"forms.md", "The bridges were maintained while water was running."},
        {"one.md", "One bridge, and nobody to maintain it."},
        {"apostrophe.md", "I don\u2019t know the author\u2019s name."},
        {"french.md",
         "---\nlang: fr\n---\nLes logiciels libres, et l\u2019eau d\u2019une rivière."},
        {"german.md", "---\nlang: de\n---\nDie Straße zu den Häusern."},
        {"greek.md", "Ο Οδυσσέας γύρισε."},
        {"russian.md", "Ёлка стоит в углу. Мой сосед спит."},
        {"turkish.md", "İstanbul is wide \u0130n spring."},
        {"ligature.md", "The ﬁnance oﬃce."},
        {"hidden.md", "infra\u00adstructure and zero\u200bwidth"},
        {"numbers.md", "In 2024 we sold 1,234 of them at 3.14 each, v1.4.22."},
        {"emoji.md", "We celebrate 🎉 today."},
        {"long.md",
         "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"},
    });
    const Row rows[] = {
        {"bridge", "forms one"},  // stems
        {"bridges", "forms one"},
        {"BRIDGE", "forms one"},
        {"maintaining", "forms one"},
        {"run", "forms"},
        {"=bridge", "one"},  // the exact form
        {"=bridges", "forms"},
        {"\"bridges\"", "forms"},
        {"cafe", "accent plain"},  // accents fold both ways
        {"café", "accent plain"},
        {"CAFÉ", "accent plain"},
        {"cafe\u0301", "accent plain"},
        {"=café", "accent"},
        {"zurich", "accent"},
        {"ZÜRICH", "accent"},
        {"resume", "nfd"},  // NFD equals NFC
        {"résumé", "nfd"},
        {"don't", "apostrophe"},  // apostrophes are one
        {"don\u2019t", "apostrophe"},
        {"author", "apostrophe"},
        {"author's", "apostrophe"},
        {"logiciel", "french"},  // stemmed by the language of the note
        {"eau", "french"},       // an article is not part of its word
        {"l'eau", "french"},
        {"riviere", "french"},
        {"strasse", "german"},
        {"STRASSE", "german"},
        {"haus", "german"},
        {"οδυσσεας", "greek"},
        {"ΟΔΥΣΣΕΑΣ", "greek"},  // final sigma
        {"елка", "russian"},
        {"=мои", ""},  // й is a letter of its own
        {"istanbul", "turkish"},
        {"finance", "ligature"},
        {"office", "ligature"},
        {"infrastructure", "hidden"},  // invisible characters never split a word
        {"zerowidth", "hidden"},
        {"2024", "numbers"},
        {"1,234", "numbers"},
        {"3.14", "numbers"},
        {"v1.4.22", "numbers"},
        {"🎉", "emoji"},
        {"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
         "long"},
        {"celeb*", "emoji"},
        {"bri*", "forms one"},
        {"zür*", "accent"},
        {"nothinglikeit", ""},
    };
    check_found(corpus, rows);
}

TEST_CASE("letters fold as readers type them, anywhere in a word", "[query][search]") {
    const Corpus corpus({
        {"norse.md",
         "---\ntitle: Tromsø om vinteren\ntags: [smørrebrød]\n---\nÞórður á Ísafirði, og "
         "blåbærsyltetøy."},
        {"polish.md", "Wrocław i Łódź; źdźbło."},
        {"french.md", "Le cœur, une œuvre, l'\u00c6sthetik."},
        {"turkish.md", "Işık ve ılık; Əliyev."},
        {"hebrew.md", "בְּרֵאשִׁית בָּרָא"},
        {"hebrew_plain.md", "בראשית ברא"},
        {"arabic.md", "الْقُرْآن وأحمد و كتـــاب"},
        {"persian.md", "این کتاب فارسی است"},
        {"russian.md", "Старый за\u0301мок и больша\u0301я доро\u0301га; мой ёж."},
        {"transcribed.md", "The Kaʿba and the Qurʾān; ʿAlī of Hawaiʻi."},
        {"digits.md", "في عام ٢٠٢٣ و ۱۴۰۲ ปี ๒๕๖๖ साल २०२१"},
        {"traditional.md", "---\ntitle: 臺灣的圖書館\ntags: [電腦]\n---\n翻譯軟體與資料庫。"},
        {"simplified.md", "---\ntitle: 图书馆\n---\n翻译软件与数据库。"},
    });
    const Row rows[] = {
        {"tromso", "norse"},
        {"Tromsø", "norse"},
        {"title:tromso", "norse"},
        {"tag:smorrebrod", "norse"},
        {"#SMØRREBRØD", "norse"},
        {"troms*", "norse"},
        {"thordur", "norse"},
        {"\"tromso om\"", "norse"},
        {"isafirdi NEAR blabaersyltetoy", "norse"},
        {"lodz", "polish"},
        {"wroclaw NEAR/3 lodz", "polish"},
        {"wrocl*", "polish"},
        {"coeur", "french"},
        {"oeuvre", "french"},
        {"aesthetik", "french"},
        {"ilik", "turkish"},
        {"eliyev", "turkish"},
        {"isik", "turkish"},
        {"בראשית", "hebrew hebrew_plain"},
        {"בְּרֵאשִׁית", "hebrew hebrew_plain"},
        {"\"בראשית ברא\"", "hebrew hebrew_plain"},
        {"القران", "arabic"},
        {"كتاب", "arabic persian"},
        {"کتاب", "arabic persian"},
        {"فارسي", "persian"},
        {"замок", "russian"},
        {"большая дорога", "russian"},
        {"\"старый замок\"", "russian"},
        {"мои", ""},
        {"kaaba OR kaba", "transcribed"},
        {"quran", "transcribed"},
        {"hawaii", "transcribed"},
        {"2023", "digits"},
        {"1402", "digits"},
        {"2566", "digits"},
        {"2021", "digits"},
        {"翻译", "simplified traditional"},
        {"翻譯", "simplified traditional"},
        {"\"圖書館\"", "simplified traditional"},
        {"title:图书馆", "simplified traditional"},
        {"tag:电脑", "traditional"},
        {"=翻譯", "traditional"},
    };
    check_uncorrected(corpus, rows);
}

TEST_CASE("NEAR finds a word with a hyphen in each way it is written", "[query][search]") {
    const Corpus corpus({
        {"apart.md", "The open source of the river."},
        {"one.md", "An opensource of the river."},
        {"hyphen.md", "Open-source by the river."},
    });
    const Row rows[] = {
        {"open-source NEAR/5 river", "apart hyphen one"},
        {"river NEAR/5 open-source", "apart hyphen one"},
        {"(open-source OR sea) NEAR/5 river", "apart hyphen one"},
        {"\"open source\" NEAR/5 river", "apart hyphen"},
        {"\"open-source\" NEAR/5 river", "apart hyphen"},
        {"opensource NEAR/5 river", "apart hyphen one"},
    };
    check_uncorrected(corpus, rows);
}

TEST_CASE("a field has a word with a hyphen in each way it is written", "[query][search]") {
    const Corpus corpus({
        {"apart.md", "---\ntitle: Open source\n---\nA river."},
        {"one.md", "---\ntitle: Opensource\n---\nA river."},
        {"first.md", "---\ntitle: Open hours\n---\nOpensource, open source."},
    });
    const Row rows[] = {
        {"title:opensource", "apart one"},
        {"title:open-source", "apart one"},
        {"title:\"open source\"", "apart"},
        {"title:open", "apart first"},
    };
    check_uncorrected(corpus, rows);
}

TEST_CASE("an apostrophe or & hides no word", "[query][search]") {
    const Corpus corpus({
        {"italian.md", "Nell'arte dell\u2019acqua; Sant'Angelo."},
        {"french.md", "Aujourd'hui, jusqu\u2019alors presqu'île."},
        {"turkish.md", "İstanbul'da ve Ankara\u2019nın kalesi."},
        {"polish.md", "Prezydentura Kennedy'ego i Chopin\u2019owi."},
        {"german.md", "---\nlang: de\n---\nPeter\u2019s Laden."},
        {"catalan.md", "La col·lecció: compra'm, dona'ls."},
        {"ukrainian.md", "Комп'ютер і п\u2019ять об'єктів."},
        {"english.md", "She'll say we don't, I'll say they can't; O'Brien's rock'n'roll."},
        {"ampersand.md", "Rock&roll at Barnes&Noble, AT&T and R&D."},
    });
    const Row rows[] = {
        {"acqua", "italian"},
        {"arte", "italian"},
        {"angelo", "italian"},
        {"\"dell'acqua\"", "italian"},
        {"dellacqua", "italian"},
        {"hui", "french"},
        {"aujourd'hui", "french"},
        {"alors", "french"},
        {"ile", "french"},
        {"istanbul", "turkish"},
        {"ankara", "turkish"},
        {"kennedy", "polish"},
        {"chopin", "polish"},
        {"peter", "german"},
        {"=peter", "german"},
        {"compra", "catalan"},
        {"dona", "catalan"},
        {"colleccio", "catalan"},
        {"комп'ютер", "ukrainian"},
        {"компютер", ""},
        {"п\u2019ять", "ukrainian"},
        {"shell", ""},
        {"she'll", "english"},
        {"don", ""},
        {"ill", ""},
        {"can", ""},
        {"cant", ""},
        {"brien", "english"},
        {"roll", "ampersand english"},
        {"rock&roll", "ampersand english"},
        {"noble", "ampersand"},
        {"AT&T", "ampersand"},
        {"r&d", "ampersand"},
    };
    check_uncorrected(corpus, rows);
    for (const char* query :
         {"shell", "ill", "cant"}) {  // nor are they a slip for what the apostrophe leaves out
        INFO(query);
        CHECK(found(corpus,
                    [&] {
                        query::SearchRequest request;
                        request.text = query;
                        return request;
                    }())
                  .find("english") == std::string::npos);
    }
}

TEST_CASE("a number and a name in camel case are found by their parts", "[query][search]") {
    const Corpus corpus({
        {"date.md", "---\ntitle: Treffen 15.03.2024\n---\nAm Freitag."},
        {"years.md", "Between 2019,2020 and later."},
        {"version.md", "Since v2.10.3 it builds on python3.11."},
        {"large.md", "Some 1,234,567 people, 12\u202f500 houses and 3'000 cows."},
        {"pi.md", "It is 3.14, not 3.1415926."},
        {"hundreds.md", "Of 300 and 2023."},
        {"camel.md", "Call `getUserName` or camelCase in XMLHttpRequest."},
        {"names.md", "JavaScript on an iPhone, on YouTube."},
    });
    const Row rows[] = {
        {"2024", "date"},
        {"title:2024", "date"},
        {"15.03.2024", "date"},
        {"15.03", "date"},
        {"\"treffen 2024\"", "date"},
        {"2020", "years"},
        {"2019", "years"},
        {"2.10.3", "version"},
        {"2.10", "version"},
        {"v2.10.3", "version"},
        {"3.11", "version"},
        {"2.1", ""},
        {"1234567", "large"},
        {"12500", "large"},
        {"3000", "large"},
        {"123*", "large"},
        {"3", "large"},  // 3'000
        {"14", ""},
        {"1415926", ""},
        {"3.14", "pi"},
        {"20", ""},
        {"camel", "camel"},
        {"user", "camel"},
        {"code:user", "camel"},
        {"http", "camel"},
        {"getUserName", "camel"},
        {"usern*", ""},
        {"java", ""},
        {"-java", "camel date hundreds large names pi version years"},
        {"tube", ""},
    };
    check_uncorrected(corpus, rows);
}

TEST_CASE("$ and % are words beside a number and between blanks", "[query][search]") {
    const Corpus corpus({{"aa.md", "the % of it costs $ sure"},
                         {"bb.md", "the of it costs sure"},
                         {"cc.md", "rate%change var$name"},
                         {"dd.md", "5% and $7"}});
    const Row rows[] = {
        {"%", "aa dd"},        {"$", "aa dd"}, {"\"the % of\"", "aa"}, {"\"costs $ sure\"", "aa"},
        {"% NEAR/2 of", "aa"}, {"5%", "dd"},   {"-%", "bb cc"},        {"\"of it\"", "aa bb"},
    };
    check_found(corpus, rows);
}

TEST_CASE("a sign that is read aloud is found alone and beside a word", "[query][search]") {
    const Corpus corpus({
        {"euro.md", "It costs 5\u20ac a day."},
        {"euro_apart.md", "Das kostet 5 \u20ac."},
        {"percent.md", "Some 50% of it."},
        {"percent_apart.md", "Etwa 50 % davon."},
        {"dollar.md", "Only $50, US$7."},
        {"section.md", "See \u00a75 and \u00a7 12."},
        {"arrow.md", "File \u2192 Open"},
        {"degrees.md", "At 20 \u2103, or 68\u00b0F."},
        {"celsius.md", "At 20\u00b0C."},
        {"number.md", "\u2116 5 of Acme\u00ae Corp."},
        {"code.md", "`printf(\"%s\", $x)` and a%20b"},
    });
    const Row rows[] = {
        {"\u20ac", "euro euro_apart"},
        {"5\u20ac", "euro euro_apart"},
        {"\"5 \u20ac\"", "euro euro_apart"},
        {"5", "euro euro_apart number section"},
        {"%", "percent percent_apart"},
        {"50%", "percent percent_apart"},
        {"50 %", "percent percent_apart"},
        {"$", "dollar"},
        {"$50", "dollar"},
        {"50", "dollar percent percent_apart"},
        {"\u00a7", "section"},
        {"\u00a75", "section"},
        {"\"\u00a7 12\"", "section"},
        {"\u2192", "arrow"},
        {"\"file \u2192 open\"", "arrow"},
        {"file open", "arrow"},
        {"\u2103", "celsius degrees"},
        {"\u00b0C", "celsius degrees"},
        {"\u2116", "number"},
        {"\u00ae", "number"},
        {"\"acme corp\"", "number"},
        {"acme\u00ae", "number"},
        {"-\u20ac -% -$", "arrow celsius code degrees number section"},
        {"\u00a3", ""},
    };
    check_uncorrected(corpus, rows);
}

TEST_CASE("a hyphen joins, and signs tell names apart", "[query][search]") {
    const Corpus corpus({
        {"hyphen.md", "Our open-source licences."},
        {"blank.md", "Some open source tools."},
        {"joined.md", "An opensource forge."},
        {"scattered.md", "The source of the river lies in open country."},
        {"cpp.md", "We wrote it in C++ at first."},
        {"c.md", "We wrote it in C at first."},
        {"csharp.md", "We wrote it in C# at first."},
        {"dotnet.md", "It runs on .NET still."},
        {"net.md", "A fishing net, still wet."},
        {"node.md", "A server in node.js here."},
        {"gpt.md", "They asked GPT-4 about it."},
        {"amp.md", "The R&D budget of AT&T."},
        {"snake.md", "Call read_note here, or e-mail me."},
        {"mail.md", "I sent an email."},
    });
    const Row rows[] = {
        {"open-source", "blank hyphen joined scattered"},
        {"open source", "blank hyphen joined scattered"},
        {"\"open-source\"", "blank hyphen"},
        {"\"open source\"", "blank hyphen"},
        {"opensource", "blank hyphen joined"},
        {"opensource -scattered", "blank hyphen joined"},
        {"open-source licences", "hyphen"},
        {"C++", "cpp"},
        {"c++", "cpp"},
        {"C", "c"},
        {"C#", "csharp"},
        {"wrote -C++", "c csharp"},
        {".NET", "dotnet"},
        {"net", "dotnet net"},  // the plain word finds both
        {"node.js", "node"},
        {"nodejs", "node"},
        {"GPT-4", "gpt"},
        {"gpt4", "gpt"},
        {"R&D", "amp"},
        {"at&t", "amp"},
        {"read_note", "snake"},
        {"e-mail", "mail snake"},
        {"email", "mail snake"},
    };
    check_found(corpus, rows);
}

TEST_CASE("scripts without spaces are found by any substring", "[query][search]") {
    const Corpus corpus({
        {"zh.md", "我家巷口有公共基礎設施，沒有人談論它。"},
        {"ja.md", "祖父の鉋は、三年は使いものにならなかった。カタカナも。"},
        {"ko.md", "한국어 문서 검색은 어렵다."},
        {"th.md", "ภาษาไทยไม่มีช่องว่างระหว่างคำ"},
        {"mixed.md", "這個API很好用，version 2也不錯。"},
        {"apart.md", "公園。共同。"},  // the characters, not in a row
        {"voiced.md", "か\u3099くしゅう"},
        {"halfwidth.md", "ｶﾀｶﾅ"},
        {"lines.md", "基礎設\n施很重要"},  // a soft break is none between such characters
    });
    const Row rows[] = {
        {"公共", "zh"},       {"基礎設施", "lines zh"},
        {"礎設", "lines zh"}, {"有公共基", "zh"},
        {"公", "apart zh"},   {"共公", ""},
        {"公共 談論", "zh"},  {"\"公共基礎\"", "zh"},
        {"公共 -談論", ""},   {"使いもの", "ja"},
        {"鉋", "ja"},         {"カタカナ", "halfwidth ja"},
        {"が", "voiced"},     {"がくしゅう", "voiced"},
        {"한국", "ko"},       {"국어", "ko"},
        {"문서", "ko"},       {"ภาษาไทย", "th"},
        {"ไทย", "th"},        {"ช่องว่าง", "th"},
        {"API", "mixed"},     {"api很好", "mixed"},
        {"個API很", "mixed"}, {"2也不", "mixed"},
        {"開源", ""},         {"title:公共", ""},
    };
    check_found(corpus, rows);
}

}  // namespace assay::test
