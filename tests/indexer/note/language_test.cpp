// Languages by name, and by text.
#include "indexer/note/language.h"

#include "indexer/config.h"
#include "indexer/note/note.h"
#include "tests/support/catch.h"

namespace assay::test {

TEST_CASE("a language goes by its code, its English name and its own", "[indexer][language]") {
    const std::pair<const char*, const char*> rows[] = {
        {"de", "de"},
        {"DE", "de"},
        {"Deutsch", "de"},
        {"german", "de"},
        {"deu", "de"},
        {"ger", "de"},
        {"en", "en"},
        {"English", "en"},
        {"en-GB", "en-gb"},
        {"en_US", "en-us"},
        {"eng", "en"},
        {"fr_FR.UTF-8", "fr-fr"},
        {"pt-BR", "pt-br"},
        {"Português", "pt"},
        {"zh-Hant", "zh-hant"},
        {"zh-Hant-TW", "zh-hant-tw"},
        {"中文", "zh"},
        {"日本語", "ja"},
        {"Français", "fr"},
        {"francais", "fr"},
        {"ESPAÑOL", "es"},
        {"русский", "ru"},
        {"العربية", "ar"},
        {"ไทย", "th"},
        {"Türkçe", "tr"},
        {"iw", "he"},
        {"nb", "nb"},
        {"Bokmål", "nb"},
        {"  it  ", "it"},
        {"de@euro", "de"},
        {"Traditional Chinese", "zh-hant"},
        {"gsw", "gsw"},
        {"brazilian portuguese", "pt-br"},
        {"sr-Latn", "sr-latn"},
        {"de-1996", "de-1996"},
        {"xx", ""},
        {"klingonisch", ""},
        {"", ""},
        {"e", ""},
        {"en GB!", ""},
        {"english-ish words", ""},
        {"-", ""},
        {"en-", ""},
        {"xyz", ""},
        {"de-toolongsubtag", ""},
        {"true", ""},
        {"123", ""},
    };
    for (const auto& [name, code] : rows) {
        INFO(name);
        CHECK(indexer::language_named(name).value_or("") == code);
    }
}

TEST_CASE("a text shows its language, where there is enough of it", "[indexer][language]") {
    const std::pair<const char*, const char*> rows[] = {
        {"The river rose in the night, and the people who live beside it carried their chairs to "
         "the upper floor. Nobody was surprised, for it "
         "had rained for a week and the meadows were full. You could hear the water from the road.",
         "en"},
        {"Der Fluss stieg in der Nacht, und die Leute, die an ihm wohnen, trugen ihre Stühle ins "
         "obere Stockwerk. Niemand war überrascht, denn es "
         "hatte eine Woche lang geregnet.",
         "de"},
        {"La rivière est montée dans la nuit, et les gens qui habitent au bord ont porté leurs "
         "chaises à l'étage. Personne n'a été surpris, car il "
         "pleuvait depuis une semaine.",
         "fr"},
        {"El río creció durante la noche, y la gente que vive junto a él llevó sus sillas al piso "
         "de arriba. Nadie se sorprendió, porque había "
         "llovido toda la semana.",
         "es"},
        {"De rivier steeg in de nacht, en de mensen die er wonen droegen hun stoelen naar boven. "
         "Niemand was verrast, want het had een week lang "
         "geregend.",
         "nl"},
        {"A folyó éjszaka megáradt, és az emberek, akik mellette élnek, felvitték a székeiket az "
         "emeletre. Senki sem lepődött meg, mert egy hete "
         "esett az eső.",
         "hu"},
        {"Река поднялась ночью, и люди, которые живут рядом с ней, отнесли свои стулья на верхний "
         "этаж. Никто не удивился.",
         "ru"},
        {"川は夜のあいだに増水し、そばに住む人たちは椅子を上の階に運んだ。一週間も雨が降っていたの"
         "で、誰も驚かなかった。",
         "ja"},
        {"แม่น้ำเอ่อขึ้นในตอนกลางคืน และคนที่อาศัยอยู่ริมน้ำก็ยกเก้าอี้ขึ้นไปชั้นบน "
         "ไม่มีใครแปลกใจ",
         "th"},
        {"ارتفع النهر في الليل، وحمل الناس الذين يعيشون بجانبه كراسيهم إلى الطابق العلوي. لم "
         "يتفاجأ أحد.",
         "ar"},
        {"", ""},
        {"42 17 3.14", ""},
        {"See the note about φιλοσοφία, and how we use that word in class today and every day.",
         "en"},
        {"Wort", ""},  // too little to tell
        {"[[[[[[[[[[[[[[[[[[[[[[[[ b", ""},
        {"Notes notes notes", ""},
    };
    for (const auto& [text, code] : rows) {
        INFO(text);
        CHECK(indexer::detected_language(text).value_or("") == code);
    }
}

TEST_CASE("the first that names a language counts: the note, its folder, its text, the corpus",
          "[indexer][language]") {
    const std::string german =
        "Der Fluss stieg in der Nacht, und die Leute, die an ihm wohnen, trugen ihre Stühle ins "
        "obere Stockwerk.\n";
    const indexer::LanguageChoice folder{"it", true, "en"}, corpus{"", true, "sv"},
        blind{"", false, "sv"};
    struct Case {
        std::string note;
        indexer::LanguageChoice choice;
        const char* lang;
        std::size_t problems;
    };
    const Case rows[] = {
        {"---\nlang: Dansk\n---\n" + german, folder, "da", 0},
        {"---\nlang: pt-BR\n---\n" + german, {}, "pt-br", 0},
        {german, folder, "it", 0},
        {german, {}, "de", 0},
        {german, corpus, "de", 0},
        {german, blind, "sv", 0},
        {"---\nlang: Elvish\n---\n" + german, {}, "de", 1},
        {"---\nlang: Elvish\n---\n" + german, folder, "it", 1},
        {"---\nlang: ''\n---\n" + german, {}, "de", 0},
        {"---\nlang: [sv, de]\n---\n" + german, {}, "sv", 0},
        {"ja\n", corpus, "sv", 0},
        {"```\n" + german + "```\n", corpus, "sv", 0},  // code is not prose
        {german + german + german + "\n```\nif the code and you are for this then with it\n```\n",
         {},
         "de",
         0},
    };
    for (const Case& row : rows) {
        INFO(row.note);
        const indexer::Note note = read_note("a.md", row.note, 0, row.choice);
        CHECK(note.record.lang == row.lang);
        REQUIRE(note.problems.size() == row.problems);
        if (row.problems == 1)
            CHECK(note.problems.front().message == "there is no language Elvish");
    }
}

TEST_CASE("languages: of the configuration is by path, and the last glob that matches counts",
          "[indexer][language][config]") {
    indexer::Config config;
    config.languages = {{"de/**", "de"}, {"de/english/**", "en"}, {"**/*.fr.md", "fr"}};
    CHECK(indexer::languages_for(config, "de/a.md").of_path == "de");
    CHECK(languages_for(config, "de/english/a.md").of_path == "en");
    CHECK(languages_for(config, "de/a.fr.md").of_path == "fr");
    CHECK(languages_for(config, "notes/a.md").of_path.empty());
}

}  // namespace assay::test
