// Paths relative to the working directory: those that are printed, and those that are given.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/options/shell_path.h"
#include "cli/terminal/shown_path.h"
#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace fs = std::filesystem;
namespace {

using Strings = std::vector<std::string>;

/// a/kiwi.md, a/b/kiwi.md, c/kiwi.md and 12 more in many/; every note has the word.
struct Kiwis : Sandbox {
    Kiwis() {
        write("a/kiwi.md", "# Kiwi\n\nA kiwi is a bird.\n");
        write("a/b/kiwi.md", "---\ntitle: Bird\n---\nkiwi kiwi kiwi\n");
        write("c/kiwi.md", "kiwi\n");
        for (char letter = 'a'; letter < 'm'; ++letter)
            write(std::string("many/") + letter + ".md", "kiwi\n");
        REQUIRE(run({"index", notes().string()}).code == 0);
        environment["ASSAY_CORPUS"] = notes().string();
    }

    Run run_in(const fs::path& folder, const Strings& args) {
        working_directory = folder;
        return run(args);
    }
};

Strings parts(const std::string& text, char end) {
    Strings list;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, end);) list.push_back(part);
    return list;
}

Strings sorted(Strings list) {
    std::sort(list.begin(), list.end());
    return list;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

}  // namespace

TEST_CASE("a path is shown relative to the working directory", "[cli][paths]") {
    struct Row {
        const char *root, *here, *path, *shown;
    };
    const Row rows[] = {
        {"/n", "/n", "a/b.md", "a/b.md"},
        {"/n", "/n/a", "a/b.md", "b.md"},
        {"/n", "/n/a", "c/b.md", "../c/b.md"},
        {"/n", "/n/a", "ab/b.md", "../ab/b.md"},  // no folder ends within a name
        {"/n", "/n/a/b/c", "a/b/x.md", "../x.md"},
        {"/n", "/n/a/b/c", "x.md", "../../../x.md"},
        {"/n", "/n/a/b", "a/b", "../b"},  // a note that is called as the folder was
        {"/n", "/", "a.md", "/n/a.md"},
        {"/n", "/nn", "a.md", "/n/a.md"},  // beside it
        {"/n", "", "a.md", "/n/a.md"},     // a working directory that is gone
        {"/", "/", "n/a.md", "n/a.md"},
        {"/", "/n/b", "n/a.md", "../a.md"},
        {"/", "", "n/a.md", "/n/a.md"},
        {"/n", "/n", "-a.md", "-a.md"},
    };
    for (const Row& row : rows) {
        INFO(row.root << " from " << row.here << ": " << row.path);
        CHECK(cli::ShownPaths(row.root, row.here).shown(row.path) == row.shown);
    }
    CHECK(cli::ShownPaths().shown("a.md") == "a.md");
    CHECK(cli::ShownPaths("/", "/n").file("n/a.md") == "/n/a.md");
}

TEST_CASE("every line form prints paths that open, from anywhere", "[cli][paths]") {
    Kiwis box;
    const fs::path elsewhere = box.path();
    const std::string root = box.notes().string();
    struct Row {
        Strings args;
        std::string below, outside;  // a part of what a folder of the corpus sees, and of what
                                     // somebody outside does
    };
    const std::vector<Row> rows{
        {{"search", "bird"}, "b/kiwi.md:4:1: Bird", root + "/a/b/kiwi.md:4:1: Bird"},
        {{"search", "bird", "-l"}, "b/kiwi.md\n", root + "/a/b/kiwi.md\n"},
        {{"search", "kiwi", "-l"}, "../c/kiwi.md\n", root + "/c/kiwi.md\n"},
        {{"kwic", "kiwi"}, "../c/kiwi.md:1:1\t", root + "/c/kiwi.md:1:1\t"},
        {{"related", "a/kiwi.md", "-n", "all"}, "b/kiwi.md:", root + "/a/b/kiwi.md:"},
    };
    for (const Row& row : rows) {
        INFO(row.args.front() << ' ' << row.args[1]);
        const std::string below = box.run_in(box.notes() / "a", row.args).out,
                          outside = box.run_in(elsewhere, row.args).out;
        CHECK(has("\n" + below, "\n" + row.below));
        CHECK(has("\n" + outside, "\n" + row.outside));
    }
    for (const fs::path& folder :
         {box.notes(), box.notes() / "a", box.notes() / "a/b", elsewhere}) {
        INFO(folder);
        const Strings files = parts(box.run_in(folder, {"search", "-l0", "kiwi"}).out, '\0');
        CHECK(files.size() == 15);
        for (const std::string& file : files) CHECK(fs::is_regular_file(folder / file));
        CHECK(box.run_in(folder, {"search", "-0", "kiwi"}).out ==
              box.run_in(folder, {"search", "-l", "-0", "kiwi"}).out);
    }
    CHECK(has(box.run_in(box.notes() / "a", {"search", "bird", "-n", "1", "--explain"}).err,
              "  b/kiwi.md\n"));
}

TEST_CASE("a root that is reached through a symbolic link is the same corpus", "[cli][paths]") {
    Kiwis box;
    fs::create_directory_symlink(box.notes(), box.path() / "link");
    box.environment.erase("ASSAY_CORPUS");
    box.environment["PWD"] = (box.path() / "link/a").string();  // as a shell says it
    CHECK(box.run_in(box.path() / "link/a", {"search", "bird", "-l"}).out ==
          "b/kiwi.md\nkiwi.md\n");
    CHECK(box.run_in(box.path() / "link/a",
                     {"search", "kiwi", "-c", "--in", (box.path() / "link/c").string()})
              .out == "1\n");
    CHECK(box.run_in(box.path(), {"search", "kiwi", "-c", "--corpus", "link", "--in", "link/c"})
              .out == "1\n");
    CHECK(box.run_in(box.path(), {"search", "bird", "-l", "--corpus", "link"}).out ==
          (box.notes() / "a/b/kiwi.md").string() + "\n" + (box.notes() / "a/kiwi.md").string() +
              "\n");
}

TEST_CASE("a name that is not UTF-8 is printed as it is on the disk", "[cli][paths]") {
    Sandbox box;
    const std::string name = "caf\xe9/na\xefve.md";
    box.write(name, "kiwi\n");
    box.write("Z\xc3\xbcrich.md", "kiwi\n");
    REQUIRE(box.run({"index", box.notes().string()}).code == 0);
    box.working_directory = box.notes();
    CHECK(sorted(parts(box.run({"search", "kiwi", "-0"}).out, '\0')) ==
          Strings{"Z\xc3\xbcrich.md", name});
    CHECK(box.run({"search", "kiwi", "-l"}).out ==
          "Z\xc3\xbcrich.md\ncaf\xc3\xa9/na\xc3\xafve.md\n");
    box.working_directory = box.path();
    CHECK(has(box.run({"search", "kiwi", "-0"}).out, box.notes().string() + "/" + name));
    box.working_directory = box.notes() / "caf\xe9";
    CHECK(sorted(parts(box.run({"search", "kiwi", "-0"}).out, '\0')) ==
          Strings{"../Z\xc3\xbcrich.md", "na\xefve.md"});
    CHECK(has(box.run({"search", "kiwi", "-l"}).out, "na\xc3\xafve.md\n"));
    CHECK(box.run({"show", "./na\xefve.md"}).out == "kiwi\n");
    CHECK(box.run({"search", "kiwi", "-c", "--in", "."}).out == "1\n");
    box.environment["EDITOR"] = "cat";
    CHECK(box.run({"open", "na\xefve"}).out == "kiwi\n");
    const auto json =
        nlohmann::json::parse(box.run({"search", "kiwi", "--json", "--sort", "path"}).out);
    CHECK(json["hits"][0]["file"] == (box.notes() / "Z\xc3\xbcrich.md").string());
    CHECK(json["hits"][1]["path"] == "caf\xc3\xa9/na\xc3\xafve.md");
    CHECK(json["hits"][1]["file"].is_null());
}

TEST_CASE("JSON has the root, and the file of every hit", "[cli][paths][json]") {
    Kiwis box;
    box.working_directory = box.notes() / "a";  // which changes nothing
    const std::string root = box.notes().string();
    for (const Strings& args : {Strings{"search", "kiwi"},
                                {"related", "a/kiwi.md"},
                                {"show", "a/kiwi.md"},
                                {"tags"},
                                {"kwic", "kiwi"},
                                {"stats"},
                                {"check"},
                                {"index"},
                                {"open", "--dry-run", "a/kiwi.md"}}) {
        INFO(args.front());
        Strings with_json = args;
        with_json.emplace_back("--json");
        const auto json = nlohmann::json::parse(box.run(with_json).out);
        CHECK(json["root"] == root);
        for (const char* list : {"hits", "lines"})
            for (const auto& hit : json.value(list, nlohmann::json::array()))
                CHECK(hit["file"] == root + "/" + hit["path"].get<std::string>());
        if (json.contains("path")) CHECK(json["file"] == root + "/a/kiwi.md");
    }
    const auto line = nlohmann::json::parse(box.run({"search", "bird", "--jsonl", "-n1"}).out);
    CHECK(line["file"] == root + "/" + line["path"].get<std::string>());
}

TEST_CASE("problems of notes are named relative to the working directory", "[cli][paths][check]") {
    Sandbox box;
    box.write("a/bad.md", "---\ndate: 2024-02-30\n---\nx\n");
    box.working_directory = box.notes() / "a";
    CHECK(has(box.run({"index", ".."}).err, "bad.md:2: "));
    CHECK_FALSE(has(box.run({"check"}).out, "a/bad.md"));
    CHECK(has(box.run({"check"}).out, "\nbad.md:2: "));
    box.working_directory = box.path();
    CHECK(has(box.run({"check", "notes"}).out, "\n" + box.notes().string() + "/a/bad.md:2: "));
    const auto json = nlohmann::json::parse(box.run({"check", "notes", "--json"}).out);
    CHECK(json["diagnostics"][0]["path"] == "a/bad.md");
}

TEST_CASE("--in is what the shell means", "[cli][paths]") {
    Kiwis box;
    box.write("a/many/deep.md", "kiwi\n");
    fs::create_directory_symlink(box.notes() / "c", box.notes() / "a/link");
    struct Row {
        const char *here, *in, *count;  // here: below the notes
    };
    const Row rows[] = {
        {"a", ".", "3"},
        {"a", "./", "3"},
        {".", ".", "16"},
        {"a", "..", "16"},
        {"a", "../c", "1"},
        {"a", "../c/", "1"},
        {"a", "./b", "1"},
        {"a", "b", "1"},     // is here
        {"a", "c/", "1"},    // is only at the root
        {"a", "many", "1"},  // is here and at the root
        {"a", "../many", "12"},
        {"a", "./kiwi.md", "1"},
        {"a", "kiwi.md", "1"},
        {"a", "./nothing", "0"},
        {"a", "link", "1"},    // to another folder of the corpus
        {"a", "./*.md", "1"},  // a glob after a folder
        {"a", "./**", "3"},
        {".", "./*.md", "0"},
        {"a", "*/kiwi.md", "2"},  // a glob alone is meant from the root
        {"a", "b/../kiwi.md", "1"},
        {"..", "notes/c", "1"},  // from outside the corpus
        {"..", "./notes/c", "1"},
        {"..", "c", "1"},
    };
    for (const Row& row : rows) {
        INFO(row.here << ": --in " << row.in);
        const Run run =
            box.run_in(box.notes() / row.here, {"search", "kiwi", "-c", "--in", row.in});
        CHECK(run.out == std::string(row.count) + "\n");
    }
    box.environment["HOME"] = box.path().string();
    CHECK(box.run({"search", "kiwi", "-c", "--in=~/notes/c"}).out == "1\n");
    CHECK(box.run({"search", "kiwi", "-c", "--in", (box.notes() / "c").string()}).out == "1\n");
    CHECK(box.run({"search", "kiwi", "-c", "--in", "./notes/c", "--in", "./notes/a/b"}).out ==
          "2\n");
    box.working_directory = box.notes() / "a";
    CHECK(box.run({"kwic", "kiwi", "-n", "all", "--in", "../c"}).out ==
          "../c/kiwi.md:1:1\t\t\tkiwi\t\n");
    CHECK(box.run({"tags", "kiwi", "--in", "."}).code == 1);
    const Run outside = box.run({"search", "kiwi", "-c", "--in", "../.."});
    CHECK(outside.code == 2);
    CHECK(has(outside.err, "--in: ../.. is " + box.path().string() +
                               ", which is not in the corpus " + box.notes().string() +
                               "\n  hint: "));
    CHECK(has(box.run({"search", "kiwi", "--in", "/usr/*"}).err,
              "/usr/ is not in the corpus " + box.notes().string()));
}

TEST_CASE("a note is named by its file, as the shell completes it", "[cli][paths][show]") {
    Kiwis box;
    box.environment["EDITOR"] = "vi";
    struct Row {
        const char *here, *note, *path;  // "" = there is none
    };
    const Row rows[] = {
        {"a", "./kiwi.md", "a/kiwi.md"},
        {"a", "kiwi.md", "a/kiwi.md"},
        {"a", "./kiwi", "a/kiwi.md"},  // though a/b/kiwi.md ends so
        {"a", "../c/kiwi.md", "c/kiwi.md"},
        {"a", "../c/kiwi", "c/kiwi.md"},
        {"a/b", "../kiwi.md:3:1", "a/kiwi.md"},
        {"a/b", "../kiwi.md#kiwi", "a/kiwi.md"},
        {"a", "Bird", "a/b/kiwi.md"},
        {"..", "notes/c/kiwi.md", "c/kiwi.md"},
        {"..", "c/kiwi.md", "c/kiwi.md"},
        {"a", "./nothing.md", ""},
        {"a", "../../stdout", ""},
        {"a", "/etc/passwd", ""},
    };
    for (const Row& row : rows) {
        box.working_directory = box.notes() / row.here;
        for (const Strings& args :
             {Strings{"show", row.note, "--json"}, {"open", row.note, "--dry-run", "--json"}}) {
            INFO(row.here << ": " << args.front() << ' ' << row.note);
            const Run run = box.run(args);
            CHECK(run.code == (*row.path == '\0' ? 1 : 0));
            if (*row.path != '\0') CHECK(nlohmann::json::parse(run.out)["path"] == row.path);
        }
    }
    box.working_directory = box.notes() / "a";
    CHECK(nlohmann::json::parse(box.run({"related", "../c/kiwi.md", "--json"}).out)["note"] ==
          "c/kiwi.md");
    CHECK(has(box.run({"show", "/etc/passwd"}).err,
              "/etc/passwd is not in the corpus " + box.notes().string() + "\n  hint: "));
    CHECK(has(
        box.run({"show", "../../stdout"}).err,
        "../../stdout is " + (box.path() / "stdout").string() + ", which is not in the corpus"));
    CHECK(has(box.run({"show", "./nothing.md"}).err, "there is no note a/nothing.md"));
}

TEST_CASE("a list of paths is complete, and other forms say if they are not", "[cli][limit]") {
    Kiwis box;
    struct Row {
        Strings args;
        std::size_t lines;
        const char* err;  // "" = nothing
    };
    const std::vector<Row> rows{
        {{"search", "kiwi", "-l"}, 15, ""},
        {{"search", "kiwi", "-l", "--offset", "3"}, 12, ""},
        {{"search", "kiwi", "-l", "-n", "4"}, 4, ""},
        {{"search", "kiwi"}, 10, "assay: 10 of 15 notes, -n all for all\n"},
        {{"search", "kiwi", "--offset", "2"}, 10, "assay: 3–12 of 15 notes, -n all for all\n"},
        {{"search", "kiwi", "--offset", "10"}, 5, ""},
        {{"search", "kiwi", "--offset", "20"}, 0, ""},
        {{"search", "kiwi", "--jsonl"}, 10, "assay: 10 of 15 notes, -n all for all\n"},
        {{"search", "kiwi", "-n", "3"}, 3, ""},  // who chose a number knows
        {{"search", "kiwi", "-n", "0"}, 0, ""},
        {{"search", "kiwi", "-n", "all"}, 15, ""},
        {{"search", "kiwi", "--limit", "all"}, 15, ""},
        {{"search", "kiwi", "--limit=all", "--jsonl"}, 15, ""},
        {{"search", "bird"}, 2, ""},
        {{"related", "a/kiwi.md", "-n", "all"}, 14, ""},
        {{"related", "a/kiwi.md"}, 10, "assay: 10 of 14 notes, -n all for all\n"},
        {{"kwic", "kiwi", "-n", "all"}, 16, ""},
    };
    for (const Row& row : rows) {
        std::string command;
        for (const std::string& arg : row.args) command += " " + arg;
        INFO(command);
        const Run run = box.run(row.args);
        CHECK(static_cast<std::size_t>(std::count(run.out.begin(), run.out.end(), '\n')) ==
              row.lines);
        CHECK(run.err == row.err);
    }
    const auto json = nlohmann::json::parse(box.run({"search", "kiwi", "--json", "-n", "all"}).out);
    CHECK(json["hits"].size() == 15);
    CHECK(json["limit"] == 15);
    CHECK(nlohmann::json::parse(box.run({"search", "kiwi", "--json", "-l"}).out)["hits"].size() ==
          10);
    for (const char* given : {"some", "-1", "", "1.5", "9999999999"}) {
        const Run run = box.run({"search", "kiwi", "-n", given});
        INFO(given);
        CHECK(run.code == 2);
        CHECK(has(run.err, std::string("assay: --limit takes a number or all, not ") + given +
                               "\n  hint: "));
    }
}

}  // namespace assay::test
