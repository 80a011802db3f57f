// Whom the program answers with something else than what was asked for, and how it says so.
#include <nlohmann/json.hpp>

#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

using Json = nlohmann::json;

struct Kitchen : Sandbox {
    Kitchen() {
        write("both.md", "---\ntags: [tea]\n---\nTea and bread. It was late.");
        write("bread.md", "Bread and salt, by Marta.");
        write("tea.md", "---\ntags: [tea]\n---\nTea, a long resolution.");
        working_directory = notes();
        REQUIRE(run({"index", "."}).code == 0);
    }
};

}  // namespace

TEST_CASE("a script never gets an answer for a word that nobody wrote", "[cli][search]") {
    const Kitchen box;
    struct Row {
        std::vector<std::string> query;
        const char* count;  // without --correct and --relax
        const char* lenient;
    };
    const Row rows[] = {
        {{"braed"}, "0", "2"},     {{"wass"}, "0", "0"},           {{"resol"}, "0", "1"},
        {{"tea salt"}, "0", "3"},  {{"bread", "-Mart"}, "2", "2"}, {{"tea", "braed"}, "0", "3"},
        {{"tea bread"}, "1", "3"}, {{"bread"}, "2", "2"},
    };
    for (const Row& row : rows) {
        INFO(row.query.front());
        for (const bool lenient : {false, true}) {
            const std::string count = lenient ? row.lenient : row.count;
            const int code = count == "0" ? 1 : 0;
            const auto run = [&](std::vector<std::string> options) {
                std::vector<std::string> args{"search"};
                args.insert(args.end(), row.query.begin(), row.query.end());
                args.insert(args.end(), options.begin(), options.end());
                if (lenient) args.insert(args.end(), {"--correct", "--relax"});
                return box.run(args);
            };
            CHECK(run({"-c"}).out == count + "\n");
            for (const char* form : {"-c", "-q", "-l", "-0", "-l0", "-lc", "-qc"}) {
                INFO(form);
                CHECK(run({form}).code == code);
            }
            const std::string paths = run({"-l"}).out;
            CHECK(std::count(paths.begin(), paths.end(), '\n') == std::stoi(count));
            const std::string zeros = run({"-l0"}).out;
            CHECK(std::count(zeros.begin(), zeros.end(), '\0') == std::stoi(count));
        }
    }
    CHECK(box.run({"search", "tea", "--relax", "--all-words"}).code == 2);
    CHECK(box.run({"search", "tea salt", "--all-words"}).code == 1);
    CHECK(box.run({"search", "braed", "--no-correct"}).code == 1);
}

TEST_CASE("the answer says for each word what it was replaced with", "[cli][search]") {
    const Kitchen box;
    struct Row {
        std::vector<std::string> args;
        const char* out;
        const char* err;
    };
    const Row rows[] = {
        {{"search", "braed", "slat"},
         "bread.md:1:1: bread: Bread and salt, by Marta.\nboth.md:4:9: both (missing: salt): Tea "
         "and bread. It was late.\n",
         "assay: No note contains “braed”; showing “bread”.\n"
         "assay: No note contains “slat”; showing “salt”.\n"},
        {{"search", "resol"},
         "tea.md:4:13: tea: Tea, a long resolution.\n",
         "assay: No note contains “resol”; showing “resol*”.\n"},
        {{"search", "bread", "-Mart"}, nullptr, ""},
        {{"kwic", "braed", "-Mart", "salt"},
         nullptr,
         "assay: No note contains “braed”; showing “bread”.\n"},
        {{"search", "the", "salt", "Tea", "--passages", "0"},
         "bread.md:1:1: bread (missing: Tea)\ntea.md:1:1: tea (missing: salt)\nboth.md:1:1: both "
         "(missing: salt)\n",
         "assay: No note has all of: salt, Tea; showing notes with some.\n"},
        {{"search", "bread", "salt", "--passages", "0"},
         "bread.md:1:1: bread\nboth.md:1:1: both (missing: salt)\n",
         ""},
        {{"search", "bread", "AND", "salt", "--passages", "0"}, "bread.md:1:1: bread\n", ""},
    };
    for (const Row& row : rows) {
        INFO(row.args[1]);
        const Run run = box.run(row.args);
        if (row.out != nullptr) CHECK(run.out == row.out);
        CHECK(run.err == row.err);
    }
}

TEST_CASE("JSON names what is missing, corrected and dropped", "[cli][json]") {
    const Kitchen box;
    const Json some = Json::parse(box.run({"search", "The", "braed", "salt", "--json"}).out);
    CHECK(some["total"] == 1);
    CHECK(some["total_partial"] == 1);
    CHECK(some["query"]["relaxed"] == false);
    CHECK(some["query"]["dropped"] == Json{"The"});
    CHECK(some["query"]["corrections"] == Json::array({{{"word", "braed"}, {"shown", "bread"}}}));
    REQUIRE(some["hits"].size() == 2);
    CHECK(some["hits"][0]["missing"] == Json::array());
    CHECK(some["hits"][1]["missing"] == Json{"salt"});
    CHECK(some["hits"][1]["rank"] == 2);

    const Json none = Json::parse(box.run({"search", "tea", "salt", "--json"}).out);
    CHECK(none["total"] == 0);
    CHECK(none["total_partial"] == 3);
    CHECK(none["query"]["relaxed"] == true);

    const std::string explained = box.run({"search", "the", "salt", "--explain"}).err;
    INFO(explained);
    CHECK(explained.find("dropped   the\n") != std::string::npos);
    CHECK(box.run({"search", "bre", "--as-you-type", "-l"}).out == "bread.md\nboth.md\n");
}

}  // namespace assay::test
