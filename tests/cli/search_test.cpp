#include <nlohmann/json.hpp>

#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

struct Essays : Sandbox {
    Essays() {
        environment["ASSAY_CORPUS"] = std::string(ASSAY_SOURCE_DIR) + "/data/essays";
        REQUIRE(run({"index"}).code == 0);
    }
};

}  // namespace

TEST_CASE("what a command prints and how it ends", "[cli][search]") {
    struct Row {
        std::vector<std::string> args;
        int code;
        const char* out;  // nullptr: not looked at
        const char* err;  // a part of it; "" = nothing at all
    };
    Sandbox box;
    box.write("a/rain.md",
              "---\ntags: [weather/wet, Mud]\ntitle: On rain\n---\n# On rain\n\n## Mud\n\nRain "
              "makes mud.\n");
    box.write("sun.md", "---\nstatus: bud\n---\nThe sun dries the mud.\n");
    const std::string corpus = box.notes().string();
    REQUIRE(box.run({"index", corpus}).code == 0);
    box.working_directory = box.notes();
    const std::vector<Row> rows{
        {{"search", "rain"}, 0, "a/rain.md:9:1: On rain › Mud: Rain makes mud.\n", ""},
        {{"search", "mud", "-l"}, 0, "a/rain.md\nsun.md\n", ""},
        {{"search", "mud", "-l0"}, 0, nullptr, ""},
        {{"search", "mud", "-c"}, 0, "2\n", ""},
        {{"search", "mud", "-n1", "-l"}, 0, "a/rain.md\n", ""},
        {{"search", "mud", "--offset", "1", "-l"}, 0, "sun.md\n", ""},
        {{"search", "mud", "-q"}, 0, "", ""},
        {{"search", "snow", "-q"}, 1, "", ""},
        {{"search", "snow", "-c"}, 1, "0\n", "no note of 2 matches: snow"},
        {{"search", "rian"},
         0,
         "a/rain.md:9:1: On rain › Mud: Rain makes mud.\n",
         "assay: No note contains “rian”; showing “rain”.\n"},
        {{"search", "rian", "--no-correct"}, 1, "", "did you mean: rain  (1 note)"},
        {{"search", "\"rian mkaes\""}, 1, "", "did you mean: \"rain makes\"  (1 note)"},
        {{"search", "rain sun", "-l"}, 1, "", "no note of 2 matches: rain sun"},
        {{"search", "rain sun", "--passages", "0"},
         0,
         "sun.md:1:1: sun (missing: rain)\na/rain.md:1:1: On rain (missing: sun)\n",
         "assay: No note has all of: rain, sun; showing notes with some.\n"},
        {{"search", "#wether", "rain"}, 1, "", "did you mean tag:weather ?"},
        {{"search", "mud", "--in", "a", "-l"}, 0, "a/rain.md\n", ""},
        {{"search", "mud", "--in", "a\" OR path:\"sun.md", "-l"}, 1, "", "no note of 2 matches"},
        {{"search", "mud", "--after", "foo"},
         2,
         "",
         "assay: --after: \"foo\" is not a date\n  hint: "},
        {{"search", "mud", "--before", "2024-13", "--json"}, 2, "", "\"column\":null"},
        {{"search", "mud", "--after", ""}, 2, "", "assay: --after: \"\" is not a date\n  hint: "},
        {{"search", "mud", "--in", "", "-l"}, 2, "", "assay: --in: a path is missing\n  hint: "},
        {{"search", "mud", "--after", "2020", "-c"}, 1, "0\n", "no note of 2 matches"},
        {{"search", "--plain", "what (rain?", "-l"}, 0, "a/rain.md\n", ""},
        {{"search", "mud", "--explain", "-l"},
         0,
         "a/rain.md\nsun.md\n",
         "word      mud\n          as typed: mud\n"},
        {{"search", "mud", "-rain", "-l"}, 0, "sun.md\n", ""},  // a negated word is not an option
        {{"search", "mud", "-tag:weather", "-l"},
         0,
         "sun.md\n",
         ""},  // nor is -tag:x the option -t
        {{"search", "mud", "-t", "weather", "-l"}, 0, "a/rain.md\n", ""},
        {{"search", "mud", "-T", "weather", "-l"}, 0, "sun.md\n", ""},
        {{"search", "-c", "--", "-rain"}, 0, "1\n", ""},
        {{"search", "mud", "--after", "lst-month"}, 2, "", "hint: did you mean last-month?"},
        {{"search", "mud", "--after", "last month", "-c"}, 1, "0\n", "no note of 2 matches"},
        {{"search", "mud", "--before", "this-week", "-c"}, 1, "0\n", "no note of 2 matches"},
        {{"search", "mud", "--sort", "modified", "-c"}, 0, "2\n", ""},
        {{"search", "mud", "-t", "-TEST", "-c"},
         1,
         "0\n",
         "tag:\"-TEST\""},  // the value of an option begins as it likes
        {{"search", "mud", "-T", "-x", "-c"}, 0, "2\n", ""},
        {{"search", "mud", "--tag=-x", "-c"}, 1, "0\n", "tag:\"-x\""},
        {{"search", "mud", "--tag", "-x", "-rain", "-c"}, 1, "0\n", "-rain"},
        {{"search", "mud", "--in", "-drafts", "-c"}, 1, "0\n", "path:\"-drafts\""},
        {{"search", "mud", "--after", "-7d"}, 2, "", "--after: \"-7d\" is not a date"},
        {{"search", "-n", "-5", "mud"}, 2, "", "-5"},
        {{"search", "-l"}, 0, "a/rain.md\nsun.md\n", ""},  // the empty query: every note
        {{"search", "title:(rain"}, 2, "", "  title:(rain\n        ^\n  hint: "},
        {{"search", "日本 ("},
         2,
         "",
         "  日本 (\n       ^\n"},  // the caret counts columns, not bytes
        {{"search", "tagg:x"}, 2, "", "did you mean tag: ?"},
        {{"search", "rain", "--passages", "x"}, 2, "", "--passages takes a number or all"},
        {{"search", "rain", "--sort", "colour"},
         2,
         "",
         "unknown value for --sort: colour\n  hint: use one of relevance, created"},
        {{"search", "rain", "--facets", "tag,none"}, 2, "", "there is no facet none"},
        {{"search", "rain", "--facets", "tga"},
         2,
         "",
         "there is no facet tga\n  hint: did you mean tag?"},
        {{"search", "rain", "--facets", "statsu"}, 2, "", "hint: did you mean status?"},
        {{"search", "rain", "--facets", "tag,", "-c"},
         2,
         "",
         "there is no facet \"\"\n  hint: they are tag, year, folder, lang, and every key of front "
         "matter"},
        {{"search", "mud", "--facets", "all,status", "-l"}, 0, "a/rain.md\nsun.md\n", ""},
        {{"search", "rain", "--nonsense"}, 2, "", "hint: see: assay search --help"},
        {{"search", "rain", "--limt", "5"},
         2,
         "",
         "assay: there is no option --limt\n  hint: did you mean --limit?\n"},
        {{"search", "rain", "--limt=5"},
         2,
         "",
         "assay: there is no option --limt\n  hint: did you mean --limit?\n"},
        {{"search", "rain", "--not_tag=x"}, 2, "", "did you mean --not-tag?"},
        {{"search", "rain", "-z"},
         2,
         "",
         "assay: there is no option -z\n  hint: see: assay search --help\n"},
        {{"stats", "--jsn"},
         2,
         "",
         "assay: there is no option --jsn\n  hint: did you mean --json?\n"},
        {{"stats", "rain"}, 2, "", "rain\n  hint: see: assay stats --help"},
        {{"--vresion"},
         2,
         "",
         "assay: there is no option --vresion\n  hint: did you mean --version?\n"},
        {{"--limit", "5", "search", "rain"},
         2,
         "",
         "assay: options come after the command\n  hint: did you mean: assay search --limit 5 "
         "rain\n"},
        {{"serach", "rain"},
         2,
         "",
         "assay: there is no command serach\n  hint: did you mean: assay search rain\n"},
        {{"__complte"},
         2,
         "",
         "there is no command __complte\n  hint: did you mean: assay search __complte\n"},
        {{"nonsense"}, 2, "", "assay: there is no command nonsense\n"},
        {{"nonsense"}, 2, "", "hint: did you mean: assay search nonsense\n"},
        {{"search", "rain", "--corpus", "/nowhere"}, 2, "", "there is no folder /nowhere"},
        {{"search", "rain", "--corpus", "/usr"}, 3, "", "run: assay index /usr\n"},
        {{"tags"}, 0, "1\tMud\n1\tweather\n1\tweather/wet\n", ""},
        {{"tags", "sun"}, 1, "", ""},
        {{"schema"},
         0,
         "search\nrelated\nlinks\nbacklinks\nmentions\ntags\nshow\nopen\nkwic\nexport\nindex\nstats"
         "\n"
         "check\ncorpora\nforget\nqueries\nnames\ntext\nserve\nerror\n",
         ""},
        {{"schema", "nonsense"}, 2, "", "there are search, related, links"},
        {{"--version"}, 0, "assay 0.1.0\n", ""},
    };
    for (const Row& row : rows) {
        std::string command = "assay";
        for (const std::string& arg : row.args) command += " " + arg;
        INFO(command);
        const Run run = box.run(row.args);
        INFO(run.out << run.err);
        CHECK(run.code == row.code);
        if (row.out != nullptr) CHECK(run.out == row.out);
        if (*row.err == '\0') CHECK(run.err.empty());
        else CHECK(run.err.find(row.err) != std::string::npos);
    }
    for (const char* command : {"search", "tags", "kwic"}) {
        const std::string help = box.run({command, "--help"}).out;
        CHECK(help.find("--no-correct ") != std::string::npos);
        CHECK(help.find("{") == std::string::npos);  // signs of CLI11
    }
    CHECK(box.run({"search", "mudd", "-l", "--correct"}).out == "a/rain.md\nsun.md\n");
    CHECK(box.run({"search", "mudd", "-l", "--no-correct"}).code == 1);
    CHECK(box.run({"search", "mud", "-l0"}).out == std::string("a/rain.md\0sun.md\0", 17));
}

TEST_CASE("brackets around an argument are part of it", "[cli][search]") {
    Sandbox box;
    for (const char* name : {"[n].md", "br/n.md", "warning.md"})
        box.write(name, std::string("note ") +
                            (std::string(name) == "warning.md" ? "warning" : "quiet") + "\n");
    const std::string notes = box.notes().string();
    REQUIRE(box.run({"index", notes}).code == 0);
    CHECK(box.run({"search", "--corpus", notes, "-c", "--", "[!warning]"}).out == "1\n");
    CHECK(box.run({"search", "--corpus", notes, "-c", "[note,warning]"}).out == "1\n");
    CHECK(box.run({"search", "--corpus", notes, "-c", "[quiet]"}).out == "2\n");
    CHECK(box.run({"search", "--corpus", notes, "[]"}).code == 2);
    CHECK(box.run({"tags", "--corpus", notes, "[!warning]"}).code != 2);
    CHECK(box.run({"show", "--corpus", notes, "--json", "[n]"}).out.find("[n].md") !=
          std::string::npos);
}

TEST_CASE("the corpus is found from the working directory", "[cli][corpus]") {
    Sandbox box;
    box.write("deep/er/rain.md", "rain");
    CHECK(box.run({"search", "rain"}).err.find("no folder of notes is indexed yet") !=
          std::string::npos);
    CHECK(box.run({"search", "rain"}).code == 3);
    REQUIRE(box.run({"index", box.notes().string()}).code == 0);
    CHECK(box.run({"search", "rain", "-c"}).code == 0);  // the only one there is
    box.write("../other/sun.md", "sun");
    REQUIRE(box.run({"index", (box.path() / "other").string()}).code == 0);
    CHECK(box.run({"search", "rain", "-c"}).code == 3);  // two, and this folder is in neither
    box.working_directory = box.notes() / "deep" / "er";
    CHECK(box.run({"search", "rain", "-c"}).code == 0);  // the nearest above
    CHECK(box.run({"search", "rain", "-c", "--corpus", "../../../other"}).code == 1);
    box.environment["ASSAY_CORPUS"] = (box.path() / "other").string();
    CHECK(box.run({"search", "rain", "-c"}).code == 1);  // the environment is before the place
    CHECK(box.run({"search", "rain", "-c", "--corpus", box.notes().string()}).code == 0);
}

TEST_CASE("--facets chooses which facets are counted", "[cli][json][facets]") {
    Sandbox box;
    box.write("a/rain.md",
              "---\ntags: [mud]\ncreated: 2023-01-01\nstatus: bud\nyear: 1999\n---\nrain\n");
    REQUIRE(box.run({"index", box.notes().string()}).code == 0);
    const auto names = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"search", "rain", "--json", "-n", "0"});
        std::string all;
        const auto answer = nlohmann::ordered_json::parse(box.run(more).out);
        for (const auto& [name, values] : answer["facets"].items())
            all += name + ":" + std::to_string(values.size()) + " ";
        return all;
    };
    CHECK(names({}) == "tag:1 year:1 folder:1 lang:1 ");
    box.write(".assay.yaml", "facets: [Status, meta.year, tag, nowhere]\n");
    CHECK(box.run({"index", "--dry-run", box.notes().string()}).out.find("unchanged 1,") !=
          std::string::npos);  // the index holds them all
    CHECK(names({}) == "tag:1 year:1 folder:1 lang:1 Status:1 meta.year:1 nowhere:0 ");
    CHECK(names({"--facets", "none"}).empty());
    CHECK(names({"--facets", "meta.status,year"}) == "meta.status:1 year:1 ");
    CHECK(names({"--facets", "nowhere,all,tag"}) ==
          "nowhere:0 tag:1 year:1 folder:1 lang:1 Status:1 meta.year:1 ");
}

TEST_CASE("errors under --json are one object on stderr", "[cli][json]") {
    Sandbox box;
    for (const std::vector<std::string>& args :
         {std::vector<std::string>{"search", "rain", "--json"},
          {"search", "(", "--json", "--corpus", "/usr"},
          {"search", "x", "--json", "--sort", "colour"},
          {"index", "/nowhere", "--json"}}) {
        const Run run = box.run(args);
        CHECK(run.out.empty());
        const auto json = nlohmann::json::parse(run.err);
        CHECK(json["schema"] == "assay/error");
        CHECK_FALSE(json["message"].get<std::string>().empty());
    }
}

TEST_CASE("the JSON of a search, byte for byte", "[cli][json]") {
    const Essays box;
    const Run run = box.run({"search", "open-source infrastructure", "--json", "-n", "2",
                             "--passages", "2", "--no-refresh"});
    REQUIRE(run.code == 0);
    auto json = nlohmann::ordered_json::parse(run.out);
    json["elapsed_ms"] = 0;  // what depends on the clock and on the checkout
    json["root"] = json["index"]["updated"] = "";
    for (auto& hit : json["hits"])
        hit["file"] = hit["updated"] = hit["modified"] =
            "";  // the file's own where the essay does not say
    const std::string actual = json.dump(2) + "\n";
    CHECK(actual == golden("search.json", actual));
}

TEST_CASE("JSON lines have the same hits, one on each line", "[cli][json]") {
    const Essays box;
    const auto whole = nlohmann::json::parse(box.run({"search", "city", "--json"}).out);
    std::istringstream lines(box.run({"search", "city", "--jsonl"}).out);
    auto hits = nlohmann::json::array();
    for (std::string line; std::getline(lines, line);) hits.push_back(nlohmann::json::parse(line));
    CHECK(hits.size() > 3);
    CHECK(hits == whole["hits"]);
}

}  // namespace assay::test
