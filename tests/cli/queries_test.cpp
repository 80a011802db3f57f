#include <nlohmann/json.hpp>

#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("saved queries of both files are known in every query", "[cli][queries]") {
    Sandbox box;
    box.write("rain.md", "---\ntags: [weather]\n---\nThe rain makes mud.\n");
    box.write("sun.md", "---\ntags: [weather]\ndraft: true\n---\nThe sun makes dust, then mud.\n");
    box.write("fog.md", "The fog is quiet.\n");
    box.write(".assay.yaml",
              "queries:\n  muddy: mud -is:draft\n  weather: 'tag:weather'\n  kept: \"@weather "
              "-is:draft\"\n");
    box.write("../home/.config/assay/config.yaml",
              "queries: { weather: \"tag:weather OR fog\", Quiet: fog }\n");
    box.environment["ASSAY_CORPUS"] = box.notes().string();
    REQUIRE(box.run({"index"}).code == 0);

    box.working_directory = box.notes();
    const Run list = box.run({"queries"});
    CHECK(list.code == 0);
    CHECK(list.out ==
          "Quiet\t1\tfog\nkept\t2\t@weather -is:draft\nmuddy\t1\tmud "
          "-is:draft\nweather\t3\ttag:weather OR fog\n");  // your
                                                           // own
                                                           // file
                                                           // wins
                                                           // by
                                                           // name
    const auto json = nlohmann::json::parse(box.run({"queries", "--json"}).out)["queries"];
    CHECK(json[1] == nlohmann::json{{"name", "kept"},
                                    {"query", "@weather -is:draft"},
                                    {"parsed", "((tag:weather OR fog) AND -is:draft)"},
                                    {"total", 2}});

    CHECK(box.run({"search", "@muddy", "-l"}).out == "rain.md\n");
    CHECK(box.run({"search", "-c", "--", "-@muddy"}).out == "2\n");
    CHECK(box.run({"search", "-@muddy", "-c"}).out == "2\n");
    CHECK(box.run({"search", "fog", "OR", "@muddy", "-c"}).out == "2\n");
    CHECK(box.run({"search", "\"@muddy\"", "-c"}).code == 1);
    CHECK(box.run({"tags", "@muddy"}).out == "1\tweather\n");
    CHECK(holds(box.run({"kwic", "@muddy"}).out, "mud"));
    CHECK(holds(box.run({"search", "@muddy", "--explain"}).err, "mud"));
    CHECK(
        nlohmann::json::parse(box.run({"show", "rain", "--mark", "@muddy", "--json"}).out)["marks"]
            .size() == 1);
    const auto answer = nlohmann::json::parse(box.run({"search", "@muddy", "--json"}).out);
    CHECK(answer["query"]["text"] == "@muddy");
    CHECK(answer["query"]["parsed"] == "(mud AND -is:draft)");
    CHECK(holds(box.run({"search", "@mudy"}).err, "did you mean the saved query @muddy?"));
    CHECK(box.run({"search", "--plain", "@muddy fog", "-l"}).out == "fog.md\n");
    const Run wrong = box.run({"search", "rain @muddy tittle:x"});
    CHECK(wrong.code == 2);
    CHECK(holds(wrong.err, "\n  rain @muddy tittle:x\n              ^\n"));
}

TEST_CASE("a wrong saved query is an error at its place", "[cli][queries]") {
    Sandbox box;
    box.write("rain.md", "rain");
    box.environment["ASSAY_CORPUS"] = box.notes().string();
    REQUIRE(box.run({"index"}).code == 0);
    const std::string file = (box.notes() / ".assay.yaml").string();
    struct Row {
        std::string yaml, error;
    };
    const Row rows[] = {
        {"queries:\n  good: rain\n  bad: sun tittle:x\n",
         file + ":3: queries: bad: there is no field \"tittle\"\n  sun tittle:x\n      ^\n  hint: "
                "did you mean title: ?"},
        {"queries: { a: \"(rain\" }\n",
         file + ":1: queries: a: this ( is never closed\n  (rain\n  ^\n"},
        {"queries: { a: \"x @b\", b: \"@a\" }\n",
         file + ":1: queries: a: in @a: @b leads back to itself"},
        {"queries: { a: \"*\" }\n", file + ":1: queries: a: it is every note"},
        {"queries: { a: \"\" }\n", file + ":1: queries: expected a query"},
        {"queries: { \"a b\": rain }\n",
         file + ":1: queries: \"a b\" is not a valid name of a query\n  "
                "hint: names are letters, digits, - and _"},
        {"queries: { a: rain, A: sun }\n", file + ":1: queries: there are two queries A"},
        {"queries: [rain]\n", file + ":1: queries: expected names with queries"},
        {"querys: { a: rain }\n",
         file + ":1: there is no key querys\n  hint: did you mean queries?"},
    };
    for (const Row& row : rows) {
        INFO(row.yaml);
        box.write(".assay.yaml", row.yaml);
        for (const char* command : {"search", "queries", "index", "check", "tags", "kwic"}) {
            const Run run = box.run({command});
            INFO(command << ": " << run.err);
            CHECK(run.code == 2);
            CHECK(run.err.starts_with("assay: " + row.error));
        }
    }
    box.write(".assay.yaml", rows[0].yaml);
    const auto json = nlohmann::json::parse(box.run({"search", "rain", "--json"}).err);
    CHECK(json["path"] == file);
    CHECK(json["line"] == 3);
    CHECK(json["column"] == 5);
}

TEST_CASE("without saved queries, queries says how to save one", "[cli][queries]") {
    Sandbox box;
    box.write("rain.md", "rain @home");
    box.environment["ASSAY_CORPUS"] = box.notes().string();
    REQUIRE(box.run({"index"}).code == 0);
    const Run run = box.run({"queries"});
    CHECK(run.code == 1);
    CHECK(run.out.empty());
    CHECK(holds(run.err, "no query is saved yet\n  hint: write one in " +
                             (box.notes() / ".assay.yaml").string()));
    CHECK(nlohmann::json::parse(box.run({"queries", "--json"}).out)["queries"].empty());
    CHECK(box.run({"search", "@home", "-c"}).out == "1\n");  // a word
}

TEST_CASE("a query in another syntax is told how to write it", "[cli][queries]") {
    Sandbox box;
    box.write("mynotes2024.md", "Served at localhost:8080 from /usr/bin/ by std::vector.\n");
    box.environment["ASSAY_CORPUS"] = box.notes().string();
    REQUIRE(box.run({"index"}).code == 0);
    struct Row {
        std::string query, error;  // a part of it
        int code;
    };
    const Row rows[] = {
        {"localhost:8080",
         "hint: write \"localhost:8080\" for the text, or meta.localhost:8080 for a front-matter "
         "key\n",
         2},
        {"Cosmos:A Personal Voyage", "hint: write \"Cosmos:A\" for the text", 2},
        {"C:\\x", "hint: write \"C:\\x\" for the text", 2},
        {"re:foo", "hint: write \"re:foo\" for the text", 2},
        {"http:foo", "hint: write \"http:foo\" for the text", 2},
        {"tittle:x", "hint: did you mean title: ? For the text, write \"tittle:x\"\n", 2},
        {"author:\"Jane Roe\"", "hint: a front-matter key is meta.author:\n", 2},
        {"std::vector", "", 0},
        {"\"localhost:8080\"", "", 0},
        {"/usr/bin/", "", 0},
        {"/x.*/",
         "regular expressions are not supported\n  /x.*/\n  ^\n  hint: run: rg -e 'x.*' DIR\n", 2},
        {"served /^it's[a-z]+$/i",
         "served /^it's[a-z]+$/i\n         ^\n  hint: run: rg -i -e '^it'\\''s[a-z]+$' DIR\n", 2},
        {"code:/(foo|bar)/", "hint: run: rg -e '(foo|bar)' DIR\n", 2},
        {"loc.*host",
         "\"loc.*host\" is the words in it; for the expression run: rg -e 'loc.*host' DIR\n", 1},
        {"title:otes202", "did you mean: file:otes202  (1 note)\n", 1},
    };
    for (const Row& row : rows) {
        INFO(row.query);
        const Run run = box.run({"search", "--no-correct", row.query});
        INFO(run.err);
        CHECK(run.code == row.code);
        CHECK((row.error.empty() ? run.err.empty() : holds(run.err, row.error)));
    }
}

}  // namespace assay::test
