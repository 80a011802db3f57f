// show: the note as it was written, its marks in place, its outline, and what to say of a name that
// no note has.
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>

#include "cli/terminal/less_start.h"
#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

struct ShowSandbox : Sandbox {
    ShowSandbox() { environment["ASSAY_CORPUS"] = notes().string(); }
    void index() const { REQUIRE(run({"index"}).code == 0); }
};

/// Colours as signs: ‹marked›, faint and bold left out.
std::string in_signs(const std::string& painted) {
    std::string text =
        std::regex_replace(painted, std::regex("\x1b\\[1;31m([^\x1b]*)\x1b\\[0m"), "‹$1›");
    return std::regex_replace(text, std::regex("\x1b\\[[0-9;]*m"), "");
}

}  // namespace

TEST_CASE("a mark lands on the word in the source", "[cli][show]") {
    struct Row {
        const char* body;
        const char* query;
        const char* marked;
    };
    const Row rows[] = {
        {"Rain, rains and a train.", "rain", "‹Rain, rains› and a train."},
        {"A **bold rain** and *a __rain__*.", "rain", "A **bold ‹rain›** and *a __‹rain›__*."},
        {"ra**in** falls", "rain",
         "‹ra›**‹in›** falls"},  // the Markdown syntax is not part of the word
        {"open **source** code", "\"open source\"", "‹open› **‹source›** code"},
        {"open\nsource code", "\"open source\"", "‹open›\n‹source› code"},
        {"[the rain](rain.md \"heavy rain\") <https://rain.example>", "rain",
         "[the ‹rain›](rain.md \"heavy ‹rain›\") <https://‹rain›.example>"},
        {"![rain](rain.png)", "rain", "![‹rain›](rain.png)"},
        {"[[rain]] [[rain|the rain]]", "rain", "[[‹rain›]] [[rain|the ‹rain›]]"},
        {"\\*rain\\* \\[rain\\]", "rain", "\\*‹rain›\\* \\[‹rain›\\]"},
        {"a caf&eacute; here", "cafe", "a ‹caf&eacute;› here"},
        {"a caf&eacute;", "cafe", "a ‹caf&eacute;›"},
        {"the &eacute;t&eacute; here", "été", "the ‹&eacute;t&eacute;› here"},
        {"AT&amp;T or AT&T", "AT&T", "‹AT&amp;T› or ‹AT&T›"},
        {"`a &amp; rain`", "rain", "`a &amp; ‹rain›`"},
        {"rain&nbsp;gardens", "\"rain gardens\"", "‹rain&nbsp;gardens›"},
        {"| rain | b |\n|:-----|---|\n| c | **a** \\| rain |", "rain",
         "| ‹rain› | b |\n|:-----|---|\n| c | **a** \\| ‹rain› |"},
        {"採用**開源**軟體，就是開源。", "開源", "採用**‹開源›**軟體，就是‹開源›。"},
        {"開\n源碼", "開源", "‹開›\n‹源›碼"},
        {"cafe\u0301 and café", "café", "‹cafe\u0301› and ‹café›"},
        {"ra\u00ADin falls", "rain", "‹rain› falls"},
        {"\tcode rain\n", "rain", "\tcode ‹rain›"},
        {"> quoted rain\n> on rain", "rain", "> quoted ‹rain›\n> on ‹rain›"},
        {"- [x] rain\n  - more rain", "rain", "- [x] ‹rain›\n  - more ‹rain›"},
        {"```sh\nrain --rain\n```", "rain", "```sh\n‹rain --rain›\n```"},
        {"<b>rain</b> ==rain== ~~rain~~ $rain$", "rain",
         "<b>‹rain›</b> ==‹rain›== ~~‹rain›~~ ‹$rain›$"},
        {"x[^1]\n\n[^1]: a rain", "rain", "x[^1]\n\n[^1]: a ‹rain›"},
        {"%%rain%% <!-- rain --> rain", "rain",
         "%%rain%% <!-- rain --> ‹rain›"},  // only text is marked
        {"C++ and C", "C++", "‹C++› and C"},
        {"😀 rain 😀", "rain", "😀 ‹rain› 😀"},
        {"Rain\n====\n\ntext", "rain", "‹Rain›\n====\n\ntext"},
        {"- a\n\n      rain   in code", "rain", "- a\n\n      ‹rain›   in code"},
    };
    for (const Row& row : rows) {
        INFO(row.body << " / " << row.query);
        const ShowSandbox box;
        box.write("n.md", row.body);
        box.index();
        const Run run = box.run({"show", "n", "--mark", row.query, "--color", "always"});
        CHECK(run.code == 0);
        CHECK(in_signs(run.out) == std::string(row.marked) + "\n");
        // The JSON has the same marks as ranges of the same text.
        const auto json = nlohmann::json::parse(
            box.run({"show", "n", "--mark", row.query, "--offsets", "bytes", "--json"}).out);
        CHECK(json["source"] == row.body);
        std::string painted;
        std::size_t at = 0;
        const std::string source = json["source"];
        for (const auto& mark : json["source_marks"]) {
            painted += source.substr(at, mark["start"].get<std::size_t>() - at) + "‹" +
                       source.substr(mark["start"], mark["end"].get<std::size_t>() -
                                                        mark["start"].get<std::size_t>()) +
                       "›";
            at = mark["end"];
        }
        if (source.find("\u00AD") == source.npos && !source.ends_with('\n'))
            CHECK(painted + source.substr(at) == row.marked);
    }
}

TEST_CASE("titles are marked where they are written", "[cli][show]") {
    struct Row {
        const char* note;
        const char* marked;
    };
    const Row rows[] = {
        {"---\ntitle: The commons\n---\nText.\n", "---\ntitle: The ‹commons›\n---\nText.\n"},
        {"---\nsubtitle: commons\n\"title\": 'A title of commons'\n---\n# Commons\n",
         "---\nsubtitle: commons\n\"title\": 'A title of ‹commons›'\n---\n# Commons\n"},
        {"---\n{\"title\":\"commons\",\"x\":1}\n---\nText.\n",
         "---\n{\"title\":\"‹commons›\",\"x\":1}\n---\nText.\n"},
        {"# Our commons\n\nText of the commons.\n", "# Our ‹commons›\n\nText of the commons.\n"},
        {"---\ntitle: \"commons \\u00e9\"\n---\n",
         "---\ntitle: \"commons \\u00e9\"\n---\n"},  // written otherwise: better no mark than a
                                                     // wrong one
    };
    for (const Row& row : rows) {
        INFO(row.note);
        const ShowSandbox box;
        box.write("n.md", row.note);
        box.index();
        CHECK(
            in_signs(box.run({"show", "n", "--mark", "title:commons", "--color", "always"}).out) ==
            row.marked);
    }
    const ShowSandbox box;
    box.write("n.md", "---\ntitle: Rain\n---\n# A rain\n\nText.\n");
    box.index();
    CHECK(box.run({"show", "n", "--color", "always"}).out ==
          "\x1b[2m---\x1b[0m\n\x1b[2mtitle: Rain\x1b[0m\n\x1b[2m---\x1b[0m\n\x1b[1m# A "
          "rain\x1b[0m\n\nText.\n");
    CHECK(box.run({"show", "n", "--color", "always", "--mark", "rain"}).out ==
          "\x1b[2m---\x1b[0m\n\x1b[2mtitle: "
          "\x1b[0m\x1b[1;31mRain\x1b[0m\n\x1b[2m---\x1b[0m\n\x1b[1m# A "
          "\x1b[0m\x1b[1;31mrain\x1b[0m\n\nText.\n");
}

TEST_CASE("a note is shown as the indexer decodes it, without control characters", "[cli][show]") {
    struct Row {
        std::string bytes;
        std::string shown;
    };
    const Row rows[] = {
        {"\xEF\xBB\xBF# Rain\r\n\r\n* a\tb\r\n", "# Rain\n\n* a\tb\n"},
        {"# Rain\r\rtext", "# Rain\n\ntext\n"},
        {std::string("\xFF\xFEr\0\xE9\0\n\0", 8), "ré\n"},
        {"caf\xE9 \x93quoted\x94\n", "café “quoted”\n"},
        {"a \x1b[31mred\x1b[0m\x07 b\u202Ec\u200Bd\x0C\n", "a [31mred[0m bcd \n"},
        {"ends without", "ends without\n"},
        {"\n\n  indented  \n\n\n", "\n\n  indented  \n\n\n"},
        {"", ""},
    };
    for (const Row& row : rows) {
        const ShowSandbox box;
        box.write("n.md", row.bytes);
        box.index();
        const Run run = box.run({"show", "n"});
        CHECK(run.out == row.shown);
        CHECK(run.err.empty());
        CHECK(run.code == 0);
    }
}

TEST_CASE("a part of a note is shown as it was written", "[cli][show]") {
    struct Row {
        std::vector<std::string> args;
        int code;
        const char* out;
        const char* err;  // a part of it
    };
    const ShowSandbox box;
    box.write("essays/rain.md",
              "---\ntitle: On rain\n---\n# Rain\n\n* Rain makes *mud*.\n\n## Mud\n\nMud.\n\n### "
              "Bricks\n\nBaked.\n\n\nSun\n---\n\n| a | b |\n|---|---|\n");
    box.write("bare.md", "no heading\n");
    box.write("empty.md", "");
    box.index();
    const std::vector<Row> rows{
        {{"essays/rain#mud"}, 0, "## Mud\n\nMud.\n\n### Bricks\n\nBaked.\n", ""},
        {{"essays/rain#bricks"}, 0, "### Bricks\n\nBaked.\n", ""},
        {{"essays/rain#sun"}, 0, "Sun\n---\n\n| a | b |\n|---|---|\n", ""},
        {{"essays/rain#rain", "--text"},
         0,
         "# Rain\n\nRain makes mud.\n\n## Mud\n\nMud.\n\n### Bricks\n\nBaked.\n\n## Sun\n\na | b\n",
         ""},
        {{"essays/rain#mudd"},
         1,
         "",
         "there is no heading #mudd in essays/rain.md\n  hint: did you mean #mud?\n"},
        {{"essays/rain#snowstorm"}, 1, "", "hint: its headings are rain, mud, bricks, sun\n"},
        {{"bare#x"}, 1, "", "hint: it has none\n"},
        {{"essays/rain", "--lines", "4:6"}, 0, "# Rain\n\n* Rain makes *mud*.\n", ""},
        {{"essays/rain", "--lines", "20:"}, 0, "| a | b |\n|---|---|\n", ""},
        {{"essays/rain", "--lines", "20:400"}, 0, "| a | b |\n|---|---|\n", ""},
        {{"essays/rain", "--lines", ":2"}, 0, "---\ntitle: On rain\n", ""},
        {{"essays/rain", "--lines", "2"}, 0, "title: On rain\n", ""},
        {{"essays/rain", "--lines", "22:99999999999999999999"},
         1,
         "",
         "assay: essays/rain.md has no line 22\n  hint: its last line is 21\n"},
        {{"empty", "--lines", "1"}, 1, "", "assay: empty.md has no line 1\n  hint: it is empty\n"},
        {{"essays/rain", "--lines", "0"},
         2,
         "",
         "assay: --lines counts from 1: 0\n  hint: write 10:40, 10: (to the end), :40 or 10\n"},
        {{"essays/rain", "--lines", "5:2"}, 2, "", "--lines ends before it begins: 5:2\n"},
        {{"essays/rain", "--lines", "two"}, 2, "", "--lines takes line numbers, not two\n"},
        {{"essays/rain", "--lines", ":"}, 2, "", "--lines takes line numbers, not :\n"},
        {{"essays/rain", "--lines", "1:2:3"}, 2, "", "--lines takes line numbers, not 1:2:3\n"},
        {{"essays/rain", "--lines", "-3"}, 2, "", "--lines takes line numbers, not -3\n"},
        {{"essays/rain", "--lines", ""}, 2, "", "--lines takes line numbers, not nothing\n"},
        {{"essays/rain#mud", "--lines", "1"},
         2,
         "",
         "--lines counts lines of the whole file, not of #mud\n  hint: leave out one of them\n"},
        {{"essays/rain", "--lines", "1", "--text"},
         2,
         "",
         "--lines counts lines of the file, not of --text or --outline\n  hint: leave out --text "
         "and "
         "--outline\n"},
        {{"essays/rain", "--outline", "--text"},
         2,
         "",
         "--outline and --text cannot be used together\n  hint: leave one of them out\n"},
        {{"essays/rain", "--outline"}, 0, "4\t# Rain\n8\t## Mud\n12\t### Bricks\n17\t## Sun\n", ""},
        {{"essays/rain#mud", "--outline"}, 0, "8\t## Mud\n12\t### Bricks\n", ""},
        {{"essays/rain", "--outline", "--mark", "bricks", "--color", "always"},
         0,
         "4\t# Rain\n8\t## Mud\n12\t### \x1b[1;31mBricks\x1b[0m\n17\t## Sun\n",
         ""},
        {{"bare", "--outline"}, 1, "", "assay: bare.md has no headings\n"},
        {{"bare:1"}, 0, "no heading\n", ""},  // a place in the note: nothing is left out
        {{"bare:7"}, 0, "no heading\n", ""},
    };
    for (const Row& row : rows) {
        std::vector<std::string> args{"show"};
        args.insert(args.end(), row.args.begin(), row.args.end());
        INFO(row.args.front() << ' ' << row.args.back());
        const Run run = box.run(args);
        CHECK(run.code == row.code);
        CHECK(run.out == row.out);
        if (*row.err == '\0') CHECK(run.err.empty());
        else CHECK(run.err.find(row.err) != std::string::npos);
    }
    const auto lines = nlohmann::json::parse(
        box.run({"show", "essays/rain", "--lines", "6:8", "--mark", "mud", "--json"}).out);
    CHECK(lines["source"] == "* Rain makes *mud*.\n\n## Mud\n");
    CHECK(lines["source_line"] == 6);
    CHECK(lines["source_marks"] ==
          nlohmann::json::parse(R"([{"start": 14, "end": 17}, {"start": 24, "end": 27}])"));
    CHECK(lines["text"].get<std::string>().starts_with("Rain\n\nRain makes mud."));
}

TEST_CASE("the plain text is shown if the file is gone", "[cli][show]") {
    const ShowSandbox box;
    box.write("gone.md", "A **bold** rain.\n");
    box.write("hidden.md", "A *hidden* rain.\n");
    box.index();
    std::filesystem::remove(box.notes() / "gone.md");
    const Run gone =
        box.run({"show", "gone", "--no-refresh", "--mark", "rain", "--color", "always"});
    CHECK(gone.code == 0);
    CHECK(in_signs(gone.out) == "A bold ‹rain›.\n");
    CHECK(gone.err == "assay: gone.md is gone; showing its text from the index\n");
    const auto json =
        nlohmann::json::parse(box.run({"show", "gone", "--no-refresh", "--json"}).out);
    CHECK(json["text"] == "A bold rain.");
    CHECK(json["source"].is_null());
    CHECK(json["source_line"].is_null());
    CHECK(json["source_marks"].empty());
    CHECK(box.run({"show", "gone", "--no-refresh", "--text"}).err.empty());
    CHECK(box.run({"show", "gone", "--no-refresh", "--lines", "1"}).code != 0);
    if (geteuid() != 0) {
        chmod((box.notes() / "hidden.md").c_str(), 0);
        const Run hidden = box.run({"show", "hidden", "--no-refresh"});
        CHECK(hidden.out == "A hidden rain.\n");
        CHECK(hidden.err ==
              "assay: hidden.md cannot be read: Permission denied; this is its text as it was "
              "indexed\n");
    }
    std::filesystem::remove(box.notes() / "hidden.md");
    REQUIRE(mkfifo((box.notes() / "hidden.md").c_str(), 0600) == 0);  // nobody waits for a writer
    CHECK(box.run({"show", "hidden", "--no-refresh"}).out == "A hidden rain.\n");
}

TEST_CASE("marks are in the file as it is, even if the index is older", "[cli][show]") {
    const ShowSandbox box;
    box.write("n.md", "Rain first.\n\n## Mud\n\nrain\n");
    box.index();
    box.write(
        "n.md",
        "---\ntags: [x]\n---\nNow snow comes before.\n\nThen **rain**.\n\n## Clay\n\nrain again\n");
    for (const bool refreshed : {false, true}) {
        std::vector<std::string> more;
        if (!refreshed) more.push_back("--no-refresh");
        const auto run = [&](std::vector<std::string> args) {
            args.insert(args.end(), more.begin(), more.end());
            return box.run(args);
        };
        CHECK(in_signs(run({"show", "n", "--mark", "rain", "--color", "always"}).out) ==
              "---\ntags: [x]\n---\nNow snow comes before.\n\nThen **‹rain›**.\n\n## "
              "Clay\n\n‹rain› again\n");
        CHECK(run({"show", "n#clay"}).out == "## Clay\n\nrain again\n");
        CHECK(run({"show", "n", "--outline"}).out == "8\t## Clay\n");
    }
}

TEST_CASE("an unknown name is answered with the nearest", "[cli][show]") {
    struct Row {
        const char* name;
        const char* hint;
    };
    const ShowSandbox box;
    box.write("rain-gardens.md", "---\ntitle: Rain gardens\n---\n");
    box.write("essays/2024-03-05-tap.md",
              "---\ntitle: Behind every tap\naliases: [The water works]\n---\n");
    box.write("essays/commons.md", "---\ntitle: Who maintains the commons?\n---\n");
    box.write("drafts/Zürich.md", "x\n");
    box.write("drafts/kaiyuan.md", "---\ntitle: 開源與公共基礎設施\n---\n");
    box.write("many/note-1.md", "x\n");
    box.write("many/note-2.md", "x\n");
    box.write("many/note-3.md", "x\n");
    box.write("many/note-4.md", "x\n");
    box.index();
    const Row rows[] = {
        {"Rain gardns", "did you mean: Rain gardens (rain-gardens.md)"},
        {"rain-gardns.md", "did you mean: Rain gardens (rain-gardens.md)"},
        {"gardens", "did you mean: Rain gardens (rain-gardens.md)"},
        {"raingardens", "did you mean: Rain gardens (rain-gardens.md)"},
        {"essays/comons", "did you mean: Who maintains the commons? (essays/commons.md)"},
        {"maintain commons", "did you mean: Who maintains the commons? (essays/commons.md)"},
        {"water wroks", "did you mean: The water works (essays/2024-03-05-tap.md)"},  // an alias
        {"zürch", "did you mean: drafts/Zürich.md"},
        {"開源與公共基礎", "did you mean: 開源與公共基礎設施 (drafts/kaiyuan.md)"},
        {"note-7", "did you mean: many/note-1.md; many/note-2.md; many/note-3.md"},
        {"essays/rain-gardens",
         "did you mean: Rain gardens (rain-gardens.md)"},  // right name, wrong folder
        {"nothing of that name",
         "NOTE is a path, the end of a path, or a title; look for one with: assay search -l"},
        {"xyzzy",
         "NOTE is a path, the end of a path, or a title; look for one with: assay search -l"},
        {"the",
         "NOTE is a path, the end of a path, or a title; look for one with: assay search -l"},
    };
    for (const Row& row : rows)
        for (const char* command : {"show", "open", "related"}) {
            INFO(command << ' ' << row.name);
            const Run run = box.run({command, row.name});
            CHECK(run.code == 1);
            CHECK(run.out.empty());
            CHECK(run.err == "assay: there is no note " + std::string(row.name) +
                                 "\n  hint: " + row.hint + "\n");
        }
    CHECK(box.run({"show", "rain-gardns#x"})
              .err.find("there is no note rain-gardns\n  hint: did you mean: Rain gardens") !=
          std::string::npos);
    CHECK(box.run({"show", "rain-gardns:12"})
              .err.find("there is no note rain-gardns\n  hint: did you mean: Rain gardens") !=
          std::string::npos);
}

TEST_CASE("less receives the place to begin as its own command", "[cli][show]") {
    struct Line {
        const char* text;
        std::vector<query::TextRange> found;
    };
    struct Row {
        std::vector<Line> lines;
        std::size_t begin_at;
        const char* argument;
    };
    const Row rows[] = {
        {{{"nothing", {}}}, 0, ""},
        {{{"nothing", {}}}, 3, "+3g"},
        {{{"a", {}}, {"the rain falls", {{4, 8}}}}, 0, "+2g/\\brain\\b"},
        {{{"Rain", {{0, 4}}}, {"rain", {{0, 4}}}, {"rain", {{0, 4}}}},
         0,
         "+1g/\\bRain\\b|\\brain\\b"},
        {{{"rain", {{0, 4}}}, {"_rain_", {{1, 5}}}},
         0,
         "+1g/rain"},                                // no word ends at an underscore, for less
        {{{"rain’s", {{0, 4}}}}, 0, "+1g/\\brain"},  // nor perhaps before what is not ASCII
        {{{"C++ (x)", {{0, 3}}}}, 0, "+1g/\\bC[+][+]"},
        {{{"!a^b\\c\td]", {{0, 9}}}}, 0, "+1g/[!]a\\^b\\\\c.d]"},
        {{{"開源", {{0, 6}}}}, 0, "+1g/開源"},
        {{{"rain", {{0, 4}}}, {"x", {}}, {"rain", {{0, 4}}}}, 2, "+3g/\\brain\\b"},
        {{{"rain", {{0, 4}}}, {"x", {}}},
         2,
         "+2g"},  // a pattern that is not found is an error to less
    };
    for (const Row& row : rows) {
        cli::LessStart start;
        start.begin_at(row.begin_at);
        for (const Line& line : row.lines) start.add_line(line.text, line.found);
        CHECK(start.argument() == row.argument);
    }
    cli::LessStart many;
    for (int i = 0; i < 1000; ++i)
        many.add_line("word" + std::to_string(i), {{0, 4 + std::to_string(i).size()}});
    CHECK(many.argument().size() <= 1500);
    CHECK(many.argument().ends_with("\\b"));
}

}  // namespace assay::test
