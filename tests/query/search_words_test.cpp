#include "tests/query/found.h"
#include "tests/support/catch.h"

namespace assay::test {

TEST_CASE("a word finds its forms and its spellings", "[query][search]") {
    const Corpus corpus({
        {"accent.md", "The café on the corner, in Zürich."},
        {"plain.md", "The cafe is shut."},
        {"nfd.md", "A re\u0301sume\u0301 of the year."},
        {"forms.md", "The bridges were maintained while water was running."},
        {"one.md", "One bridge, and nobody to maintain it."},
        {"apostrophe.md", "I don\u2019t know the author\u2019s name."},
        {"french.md", "---\nlang: fr\n---\nLes logiciels libres, et l\u2019eau d\u2019une rivière."},
        {"german.md", "---\nlang: de\n---\nDie Straße zu den Häusern."},
        {"greek.md", "Ο Οδυσσέας γύρισε."},
        {"russian.md", "Ёлка стоит в углу. Мой сосед спит."},
        {"turkish.md", "İstanbul is wide \u0130n spring."},
        {"ligature.md", "The ﬁnance oﬃce."},
        {"hidden.md", "infra\u00adstructure and zero\u200bwidth"},
        {"numbers.md", "In 2024 we sold 1,234 of them at 3.14 each, v1.4.22."},
        {"emoji.md", "We celebrate 🎉 today."},
        {"long.md", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"},
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
        {"eau", "french"},       // an article is no part of its word
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
        {"Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "long"},
        {"celeb*", "emoji"},
        {"bri*", "forms one"},
        {"zür*", "accent"},
        {"nothinglikeit", ""},
    };
    check_found(corpus, rows);
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
        {"公共", "zh"},
        {"基礎設施", "lines zh"},
        {"礎設", "lines zh"},
        {"有公共基", "zh"},
        {"公", "apart zh"},
        {"共公", ""},
        {"公共 談論", "zh"},
        {"\"公共基礎\"", "zh"},
        {"公共 -談論", ""},
        {"使いもの", "ja"},
        {"鉋", "ja"},
        {"カタカナ", "halfwidth ja"},
        {"が", "voiced"},
        {"がくしゅう", "voiced"},
        {"한국", "ko"},
        {"국어", "ko"},
        {"문서", "ko"},
        {"ภาษาไทย", "th"},
        {"ไทย", "th"},
        {"ช่องว่าง", "th"},
        {"API", "mixed"},
        {"api很好", "mixed"},
        {"個API很", "mixed"},
        {"2也不", "mixed"},
        {"開源", ""},
        {"title:公共", ""},
    };
    check_found(corpus, rows);
}

}  // namespace assay::test
