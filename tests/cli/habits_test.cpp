#include "cli/options/habits.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/terminal/shell_words.h"
#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

struct Notes : Sandbox {
    Notes() {
        write("a/rain.md",
              "---\ntags: [weather/wet/cold, Mud]\ntitle: On rain\ncreated: 2023-01-02\n---\n# On "
              "rain\n\nFirst.\n\n## Mud\n\nRain makes mud. Always.\n\n## Sun\n\nThen it dries.\n");
        write("sun.md",
              "---\ncreated: 2024-05-06\ntags: weather\n---\nThe sun dries the mud.\nA second "
              "line.\n");
        write("undated.md", "More mud here, and more words than elsewhere in all.\n");
        REQUIRE(run({"index", notes().string()}).code == 0);
        environment["ASSAY_CORPUS"] = notes().string();
        working_directory = notes();
    }
};

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream in(line);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

}  // namespace

TEST_CASE("a command of another program is answered with the command of assay", "[cli][habits]") {
    struct Row {
        const char* args;  // with blanks between
        const char* hint;
    };
    const Row rows[] = {
        {"garden", "did you mean: assay search garden"},
        {"garden path", "did you mean: assay search garden path"},
        {"garden -l", "did you mean: assay search garden -l"},
        {"-l garden", "did you mean: assay search -l garden"},
        {"tag:x title:y", "did you mean: assay search tag:x title:y"},
        {"(a", "did you mean: assay search '(a'"},
        {"it's", "did you mean: assay search 'it'\\''s'"},
        {"ls", "did you mean: assay search -l"},
        {"ls a", "did you mean: assay search -l --in a"},  // a folder of the working directory
        {"ls rain", "did you mean: assay search -l rain"},
        {"list --sort=title", "did you mean: assay search -l --sort=title"},
        {"grep -rn rain", "did you mean: assay search rain"},
        {"find rain --sort=title", "did you mean: assay search rain --sort=title"},
        {"rg rain", "did you mean: assay search rain"},
        {"reindex", "did you mean: assay index --full"},
        {"update", "did you mean: assay index"},
        {"sync", "did you mean: assay index"},
        {"status", "did you mean: assay stats"},
        {"info", "did you mean: assay stats"},
        {"edit rain", "did you mean: assay open rain"},
        {"cat a/rain.md", "did you mean: assay show a/rain.md"},
        {"view rain", "did you mean: assay show rain"},
        {"tag", "did you mean: assay tags"},
        {"similar rain", "did you mean: assay related rain"},
        {"like rain", "did you mean: assay related rain"},
        {"doctor", "did you mean: assay check"},
        {"lint", "did you mean: assay check"},
        {"man query", "did you mean: assay help query"},
        {"version", "did you mean: assay --version"},
        {"new", "assay never changes notes: edit the file, and the next search finds the change"},
        {"delete rain",
         "assay never changes notes: edit the file, and the next search finds the change"},
        {"serach rain", "did you mean: assay search rain"},
        {"sttas --corpus=/x", "did you mean: assay stats --corpus=/x"},
        {"--limit 5 search rain", "did you mean: assay search --limit 5 rain"},
        {"-l", "did you mean: assay search -l"},
        {"help grepp", "for a list: assay help"},
        {"help serach", "did you mean: assay help search"},
    };
    const Notes box;
    for (const Row& row : rows) {
        INFO(row.args);
        std::vector<std::string> args = words_of(row.args);
        Run run = box.run(args);
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(run.err.ends_with(std::string("\n  hint: ") + row.hint + "\n"));
        args.emplace_back("--json");
        run = box.run(args);
        CHECK(run.code == 2);
        CHECK(nlohmann::json::parse(run.err)["schema"] == "assay/error");
    }
    CHECK(box.run({"open source", "rain"})
              .err.find("did you mean: assay search 'open source' rain\n") != std::string::npos);
    CHECK(box.run({"\x1b[31m"}).err.find('\x1b') == std::string::npos);
}

TEST_CASE("every habit leads to a command, and none hides one", "[cli][habits]") {
    const Notes box;
    for (const cli::CommandHabit& habit : cli::command_habits()) {
        INFO(habit.names);
        for (const std::string& given : words_of(std::string(habit.names)))
            CHECK(box.run({given}).err.find("there is no command " + given + "\n") !=
                  std::string::npos);
        CHECK(habit.meant.empty() != habit.hint.empty());
        if (habit.meant.empty()) continue;
        std::vector<std::string> args = cli::shell_words(habit.meant);
        args.emplace_back("--help");
        CHECK(box.run(args).code == 0);
    }
    for (const cli::OptionHabit& habit : cli::option_habits()) {
        INFO(habit.names);
        CHECK((!habit.option.empty() || !habit.hint.empty()));
    }
}

TEST_CASE("an option of another program works, or names the one that does", "[cli][habits]") {
    struct Row {
        const char* args;
        const char* hint;
    };
    const Row rows[] = {
        {"search rain --format json", "did you mean: --json"},
        {"search rain --format=json", "did you mean: --json"},
        {"search rain --format jsonl", "did you mean: --jsonl"},
        {"search rain --format text",
         "leave it out: a terminal shows a screen, a pipe gets one line for each hit"},
        {"search rain --format paths", "did you mean: --paths"},
        {"search rain --format yaml", "there are --json, --jsonl, --paths and --count"},
        {"search rain -o json", "did you mean: --json"},
        {"search rain --output json", "did you mean: --json"},
        {"stats --format json", "did you mean: --json"},
        {"tags -o json", "did you mean: --json"},
        {"search rain -m 5", "-n N for the number of notes, --passages N for passages of each"},
        {"search rain -m5", "-n N for the number of notes, --passages N for passages of each"},
        {"search rain --max-count=5",
         "-n N for the number of notes, --passages N for passages of each"},
        {"search rain --files-with-matches", "did you mean: --paths"},
        {"search -L rain", "notes without a word: assay search -l -- -WORD"},
        {"search -H rain", "every line on a pipe is path:line:column: text"},
        {"search --no-heading rain", "a pipe has no headings: add | cat"},
        {"search -w rain", "words are whole words already; WORD* finds longer ones"},
        {"search -e rain", "write the words without it"},
        {"search -v rain", "for notes without a word, write -WORD"},
        {"search -F rain", "for a phrase, put quotes in the query: assay search '\"these words\"'"},
        {"search -o rain",
         "assay kwic prints every match on a line of its own; to write to a file: > FILE"},
        {"search --regexp rain", "regular expressions are not supported; rg has them"},
        {"search rain --and sun", "leave it out: all words are searched for"},
        {"search rain --or sun", "write OR between the words"},
        {"search rain --exact",
         "=WORD finds this form only; \"two words\" in quotes, in this order"},
        {"search rain --folder a", "did you mean: --in"},
        {"search rain --since 2024", "did you mean: --after"},
        {"search rain --until 2024",
         "--before DATE leaves that day out; with it: created:..DATE in the query"},
        {"search rain --from 2024", "from a date on: --after DATE; in a folder: --in PATH"},
        {"search rain --sort-by date", "did you mean: --sort"},
        {"search rain --oldest", "write --sort oldest"},
        {"search rain --vault a", "did you mean: --corpus"},
        {"index --force", "did you mean: --full"},
        {"index -w", "that is a command: assay watch"},
        {"-V", "did you mean: --version"},
    };
    const Notes box;
    for (const Row& row : rows) {
        INFO(row.args);
        const Run run = box.run(words_of(row.args));
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(run.err.ends_with(std::string("\n  hint: ") + row.hint + "\n"));
    }
    const std::pair<const char*, const char*> works[] = {
        {"search mud -l --limit=1 --sort path", "a/rain.md\n"},
        {"search mud -l --limit 1 --sort path", "a/rain.md\n"},
        {"search mud -l -n1 --sort path", "a/rain.md\n"},
        {"search mud -l -n 1 --sort path", "a/rain.md\n"},
        {"search MUD -i -c", "3\n"},
        {"search MUD --ignore-case -c", "3\n"},
        {"search mud --tag=weather -c", "2\n"},
        {"search mud --count", "3\n"},
        {"search -il rain", "a/rain.md\n"},
        {"search mud -rain -l --sort path", "sun.md\nundated.md\n"},  // a word, not -r
        {"search mud -draft -c", "3\n"},
        {"search -c rain -- -draft", "1\n"},
    };
    for (const auto& [args, out] : works) {
        INFO(args);
        const Run run = box.run(words_of(args));
        CHECK(run.code == 0);
        CHECK(run.err.empty());
        CHECK(run.out == out);
    }
}

TEST_CASE("orders have the names that other programs use, and can be reversed",
          "[cli][habits][sort]") {
    const Notes box;
    const std::string by_date = "sun.md a/rain.md undated.md",
                      oldest = "a/rain.md sun.md undated.md";  // without a date: last
    const std::pair<const char*, std::string> rows[] = {
        {"--sort created", by_date},
        {"--sort date", by_date},
        {"--sort newest", by_date},
        {"--sort=date", by_date},
        {"--sort oldest", oldest},
        {"--sort created --reverse", oldest},
        {"--sort date -r", oldest},
        {"--sort oldest -r", by_date},
        {"--sort path", "a/rain.md sun.md undated.md"},
        {"--sort path -r", "undated.md sun.md a/rain.md"},
        {"--sort name", "a/rain.md sun.md undated.md"},
        {"--sort title -r", "undated.md sun.md a/rain.md"},
        {"--sort words", "a/rain.md undated.md sun.md"},
        {"--sort length", "a/rain.md undated.md sun.md"},
        {"--sort size -r", "sun.md undated.md a/rain.md"},
    };
    for (const auto& [args, expected] : rows) {
        INFO(args);
        std::vector<std::string> given = words_of(std::string("search mud -l ") + args);
        CHECK(words_of(box.run(given).out) == words_of(expected));
        std::vector<std::string> paged;  // a note a page
        for (const char* offset : {"0", "1", "2"}) {
            std::vector<std::string> page = given;
            page.insert(page.end(), {"-n1", "--offset", offset});
            for (const std::string& path : words_of(box.run(page).out)) paged.push_back(path);
        }
        CHECK(paged == words_of(expected));
    }
    // By relevance the page is the same, with the best note last and every rank as it was.
    const auto ranks = [&](std::vector<std::string> args) {
        std::vector<std::pair<std::size_t, std::string>> found;
        args.emplace_back("--json");
        const auto answer = nlohmann::json::parse(box.run(args).out);
        for (const auto& hit : answer["hits"]) found.emplace_back(hit["rank"], hit["path"]);
        return found;
    };
    auto best_first = ranks({"search", "mud", "-n", "2"});
    const auto best_last = ranks({"search", "mud", "-n", "2", "-r"});
    REQUIRE(best_first.size() == 2);
    std::reverse(best_first.begin(), best_first.end());
    CHECK(best_first == best_last);
    CHECK(
        box.run({"search", "mud", "--sort", "colour"})
            .err.find("unknown value for --sort: colour\n  hint: use one of relevance, created") !=
        std::string::npos);
}

TEST_CASE("lines around a passage", "[cli][context]") {
    const Notes box;
    const std::pair<const char*, const char*> rows[] = {
        {"search makes", "a/rain.md:12:6: On rain › Mud: Rain makes mud. Always.\n"},
        {"search makes -A 1",
         "a/rain.md:12:6: On rain › Mud: Rain makes mud. Always.\na/rain.md-14-Sun\n"},
        {"search makes -B1",
         "a/rain.md-10-Mud\na/rain.md:12:6: On rain › Mud: Rain makes mud. Always.\n"},
        {"search makes -C 2 -A 1",
         "a/rain.md-8-First.\na/rain.md-10-Mud\na/rain.md:12:6: On rain › Mud: Rain makes mud. "
         "Always.\na/rain.md-14-Sun\n"},
        {"search makes -C 0", "a/rain.md:12:6: On rain › Mud: Rain makes mud. Always.\n"},
        {"search makes --context=100 -l", "a/rain.md\n"},
    };
    for (const auto& [args, out] : rows) {
        INFO(args);
        CHECK(box.run(words_of(args)).out == out);
    }
    const std::string groups = box.run({"search", "mud", "--sort", "path", "-C1"}).out;
    INFO(groups);
    CHECK(groups.find("\n--\nsun.md:") != std::string::npos);
    CHECK(box.run({"search", "mud", "-C", "-1"}).code == 2);
    CHECK(box.run({"search", "mud", "-C", "x"}).code == 2);
    const auto passage_of = [&](const std::vector<std::string>& args) {
        return nlohmann::json::parse(box.run(args).out)["hits"][0]["passages"][0];
    };
    const auto passage = passage_of({"search", "makes", "--json", "-C", "1"});
    CHECK(passage["before"] == nlohmann::json::parse(R"([{"line": 10, "text": "Mud"}])"));
    CHECK(passage["after"] == nlohmann::json::parse(R"([{"line": 14, "text": "Sun"}])"));
    CHECK(passage["text"] == "Rain makes mud. Always.");
    CHECK(passage_of({"search", "makes", "--json", "-A", "1"})["before"] ==
          nlohmann::json::array());
    CHECK_FALSE(passage_of({"search", "makes", "--json"}).contains("before"));
}

TEST_CASE("a folder at the end of a query is a folder to search in", "[cli][habits]") {
    Notes box;
    box.write("drafts/deep/one.md", "Python in a note.\n");
    box.write("mud/two.md", "Other things.\n");
    box.write("python.md", "Python, and rain.\n");
    struct Row {
        const char* args;
        const char* hint;  // "" = none
    };
    const Row rows[] = {
        {"search python drafts", "did you mean: assay search python --in drafts"},
        {"search python drafts/deep", "did you mean: assay search python --in drafts/deep"},
        {"search python -l drafts/deep/", "did you mean: assay search python -l --in drafts/deep/"},
        {"search nothinglikethis drafts a/rain.md",
         "did you mean: assay search nothinglikethis --in drafts --in a/rain.md"},
        {"search -l nothinglikethis -- drafts",
         "did you mean: assay search -l nothinglikethis --in drafts --"},
        {"search python mud", ""},      // a word that occurs
        {"search python nowhere", ""},  // no folder
        {"search rain", ""},
        {"search python /usr", ""},  // outside the corpus
    };
    for (const Row& row : rows) {
        INFO(row.args);
        const Run run = box.run(words_of(row.args));
        INFO(run.err);
        if (*row.hint == '\0') CHECK(run.err.find("--in") == std::string::npos);
        else CHECK(run.err.find(std::string("  ") + row.hint + "\n") != std::string::npos);
    }
    CHECK(box.run({"search", "python", "--in", "drafts", "-l"}).out == "drafts/deep/one.md\n");
}

TEST_CASE("tags up to a depth, in an order", "[cli][tags]") {
    const Notes box;
    const std::pair<const char*, const char*> rows[] = {
        {"tags", "2\tweather\n1\tMud\n1\tweather/wet\n1\tweather/wet/cold\n"},
        {"tags --depth 1", "2\tweather\n1\tMud\n"},
        {"tags --depth=2", "2\tweather\n1\tMud\n1\tweather/wet\n"},
        {"tags --depth 9 --sort name", "1\tMud\n2\tweather\n1\tweather/wet\n1\tweather/wet/cold\n"},
        {"tags --sort count --depth 1", "2\tweather\n1\tMud\n"},
    };
    for (const auto& [args, out] : rows) {
        INFO(args);
        CHECK(box.run(words_of(args)).out == out);
    }
    CHECK(box.run({"tags", "--depth", "0"}).code == 2);
    const auto json = nlohmann::json::parse(box.run({"tags", "--json", "--depth", "1"}).out);
    CHECK(json["tags"] ==
          nlohmann::json::parse(
              R"([{"value": "weather", "count": 2}, {"value": "Mud", "count": 1}])"));
}

TEST_CASE("assay without arguments says how to begin", "[cli][help]") {
    const Sandbox box;
    const Run nothing = box.run({});
    CHECK(nothing.code == 2);
    CHECK(nothing.out.empty());
    for (const char* command : {"assay index ~/notes", "assay search rain", "assay help"})
        CHECK(nothing.err.find(std::string("  ") + command + "  ") != std::string::npos);
    const std::string overview = box.run({"help"}).out;
    for (const char* name : {"search", "index", "tags", "query", "config"})
        CHECK(overview.find(std::string("\n  ") + name + " ") != std::string::npos);
    CHECK(overview.find("__complete") == std::string::npos);
    for (const char* command : {"search", "index", "tags", "help"})
        CHECK(box.run({"help", command}).out == box.run({command, "--help"}).out);
    CHECK(box.run({"help", "query"}).out.starts_with("NAME"));
}

}  // namespace assay::test
