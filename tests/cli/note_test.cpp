// show, open and kwic: one note, its place, and every occurrence.
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/session/editor.h"
#include "cli/terminal/shell_words.h"
#include "indexer/text/shell_quoted.h"
#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

struct Notes : Sandbox {
    Notes() {
        write(
            "essays/rain.md",
            "---\ntitle: On rain\naliases: [Wet weather]\ncreated: 2024-05-01\ntags: "
            "[weather]\n---\n# Rain\n\nRain makes mud.\n\n## Mud\n\nMud makes bricks, and rain "
            "unmakes them.\n\n### Bricks\n\nBaked.\n\n## Sun\n\n| a | b |\n|---|---|\n| c | d |\n");
        write("drafts/rain.md", "The rain\tof \x1b[31mdrafts.\n");
        write("drafts/Zürich.md",
              "---\ndate: 2023-01-02\n---\nA city with rain in it. Heavy rain!\n");
        write("-dash.md", "dash\n");
        write("C# notes.md", "sharp\n");
        environment["ASSAY_CORPUS"] = notes().string();
        environment["XDG_STATE_HOME"] = (path() / "state").string();
        working_directory = notes();
        REQUIRE(run({"index"}).code == 0);
    }

    /// A program that writes its arguments, a line each, into the file `opened`.
    void install(const std::string& name) const {
        const std::filesystem::path program = path() / "bin" / name;
        std::filesystem::create_directories(program.parent_path());
        std::ofstream(program) << "#!/bin/sh\nprintf '%s\\n' \"$@\" >'"
                               << (path() / "opened").string() << "'\n";
        chmod(program.c_str(), 0700);
    }
    std::string opened() const {
        std::ifstream in(path() / "opened");
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

}  // namespace

TEST_CASE("a remembered search that assay did not write is not used", "[cli][note]") {
    Sandbox box;
    box.write("rain.md", "rain");
    box.write("../secret.md", "secret");
    REQUIRE(box.run({"index", box.notes().string()}).code == 0);
    const std::string root = box.notes().string();
    const std::string index =
        std::filesystem::directory_iterator(box.path() / "cache" / "assay")->path().string();
    struct Row {
        std::string root, index, path;
        bool is_used;
    };
    const Row rows[] = {
        {root, index, "rain.md", true},       {"", index, "rain.md", false},
        {"notes", index, "rain.md", false},   {root, "", "rain.md", false},
        {root, index, "../secret.md", false}, {root, index, "a/../../secret.md", false},
        {root, index, "/rain.md", false},
    };
    for (const Row& row : rows) {
        INFO(row.root << ' ' << row.index << ' ' << row.path);
        const std::string zero(1, '\0');
        box.write("../home/.local/state/assay/last-search",
                  row.root + zero + row.index + zero + "1 1 1 " + row.path + zero);
        const Run run = box.run({"show", "1"});
        CHECK(run.code == (row.is_used ? 0 : 1));
        CHECK((run.err.find("the last search on a terminal showed no hit 1") ==
               std::string::npos) == row.is_used);
    }
}

TEST_CASE("a note is named by path, end of path, title or alias", "[cli][show]") {
    struct Row {
        std::vector<std::string> args;
        int code;
        const char* out;  // begins so
        const char* err;  // a part of it; "" = nothing at all
    };
    const Notes box;
    const std::vector<Row> rows{
        {{"essays/rain.md"}, 0, "---\ntitle: On rain\n", ""},
        {{"essays/rain"}, 0, "---\ntitle: On rain\n", ""},
        {{"On rain"}, 0, "---\ntitle: On rain\n", ""},
        {{"on", "rain"}, 0, "---\ntitle: On rain\n", ""},  // quotes may be forgotten
        {{"wet weather"}, 0, "---\ntitle: On rain\n", ""},
        {{"zurich"}, 0, "---\ndate: 2023-01-02\n---\nA city", ""},
        {{"rain"},
         2,
         "",
         "2 notes may be meant by rain\n  hint: it is one of drafts/rain.md, essays/rain.md\n"},
        {{"drafts/rain"}, 0, "The rain\tof [31mdrafts.\n", ""},  // no escape sequence
        {{"snow"}, 1, "", "there is no note snow\n  hint: "},
        {{""}, 1, "", "assay: NOTE is empty\n  hint: name a note by its path, "},
        {{"--", "-dash.md"}, 0, "dash\n", ""},
        {{"C# notes"}, 0, "sharp\n", ""},  // a # of its own
        {{"essays/rain#mud"},
         0,
         "## Mud\n\nMud makes bricks, and rain unmakes them.\n\n### Bricks\n\nBaked.\n",
         ""},
        {{"essays/rain#Bricks"}, 0, "### Bricks\n\nBaked.\n", ""},
        {{"essays/rain#sun"}, 0, "## Sun\n\n| a | b |\n|---|---|\n| c | d |\n", ""},
        {{"essays/rain#snow"},
         1,
         "",
         "there is no heading #snow in essays/rain.md\n  hint: its headings are rain, mud, bricks, "
         "sun\n"},
        {{"essays/rain#sun", "--color", "always", "--mark", "c"},
         0,
         "\x1b[1m## Sun\x1b[0m\n\n| a | b |\n|---|---|\n| \x1b[1;31mc\x1b[0m | d |\n",
         ""},
        {{"essays/rain", "--mark", "("}, 2, "", "  (\n  ^\n"},
    };
    for (const Row& row : rows) {
        std::vector<std::string> args{"show"};
        args.insert(args.end(), row.args.begin(), row.args.end());
        INFO(row.args.front());
        const Run run = box.run(args);
        INFO(run.out << run.err);
        CHECK(run.code == row.code);
        CHECK(run.out.starts_with(row.out));
        if (*row.out == '\0') CHECK(run.out.empty());
        if (*row.err == '\0') CHECK(run.err.empty());
        else CHECK(run.err.find(row.err) != std::string::npos);
    }
}

TEST_CASE("a file is named relative to the working directory", "[cli][show]") {
    Notes box;
    box.working_directory = box.notes() / "essays";
    CHECK(box.run({"show", "rain.md"}).out.starts_with("---\ntitle: On rain"));
    CHECK(box.run({"show", "../drafts/rain.md"}).out.starts_with("The rain"));
    CHECK(box.run({"show", (box.notes() / "drafts/rain.md").string()}).out.starts_with("The rain"));
    CHECK(box.run({"show", "../../stdout"}).code == 1);
}

TEST_CASE("show --json is the note as a hit, with text, marks and headings", "[cli][show]") {
    const Notes box;
    const auto note =
        nlohmann::json::parse(box.run({"show", "essays/rain#mud", "--mark", "rain", "--json"}).out);
    CHECK(note["schema"] == "assay/show");
    CHECK(note["path"] == "essays/rain.md");
    CHECK(note["title"] == "On rain");
    CHECK(note["created"] == "2024-05-01");
    CHECK(note["anchor"] == "mud");
    CHECK(note["line"] == 11);
    CHECK(note["text"] == "Mud\n\nMud makes bricks, and rain unmakes them.\n\nBricks\n\nBaked.");
    CHECK(note["marks"] == nlohmann::json::parse(R"([{"start": 27, "end": 31}])"));
    CHECK(note["headings"] ==
          nlohmann::json::parse(
              R"([{"level": 2, "text": "Mud", "anchor": "mud", "line": 11}, )"
              R"({"level": 3, "text": "Bricks", "anchor": "bricks", "line": 15}])"));
    const auto search = nlohmann::json::parse(box.run({"search", "rain", "--json"}).out);
    for (const auto& [key, value] : search["hits"][0].items()) CHECK(note.contains(key));
    const auto error = nlohmann::json::parse(box.run({"show", "snow", "--json"}).err);
    CHECK(error["kind"] == "missing");
}

TEST_CASE("every editor receives the line in its own way", "[cli][open]") {
    struct Row {
        const char* editor;
        std::vector<std::string> command;
    };
    const cli::NotePlace place{"/notes", "-a b.md", 12, 5, 6, 9};
    const Row rows[] = {
        {"vi", {"vi", "+12", "/notes/-a b.md"}},
        {"vim", {"vim", "+call cursor(12,9)", "/notes/-a b.md"}},  // it counts bytes
        {"/usr/bin/vim.gtk3 -p",
         {"/usr/bin/vim.gtk3", "-p", "+call cursor(12,9)", "/notes/-a b.md"}},
        {"nvim", {"nvim", "+call cursor(12,9)", "/notes/-a b.md"}},
        {"emacs -nw", {"emacs", "-nw", "+12:5", "/notes/-a b.md"}},
        {"emacsclient -t", {"emacsclient", "-t", "+12:5", "/notes/-a b.md"}},
        {"nano", {"nano", "+12,5", "/notes/-a b.md"}},
        {"hx", {"hx", "/notes/-a b.md:12:5"}},
        {"helix", {"helix", "/notes/-a b.md:12:5"}},
        {"code --wait", {"code", "--wait", "-g", "/notes/-a b.md:12:6"}},  // it counts UTF-16
        {"cursor", {"cursor", "-g", "/notes/-a b.md:12:6"}},
        {"zed", {"zed", "/notes/-a b.md:12:5"}},
        {"subl -w", {"subl", "-w", "/notes/-a b.md:12:5"}},
        {"ed", {"ed", "/notes/-a b.md"}},  // not known: the path alone
        {"'my editor' --at={line},{column} {path}", {"my editor", "--at=12,5", "/notes/-a b.md"}},
        {"mine {byte_column} {utf16_column} {path}", {"mine", "9", "6", "/notes/-a b.md"}},
        {"codex", {"codex", "/notes/-a b.md"}},  // code is another program
    };
    for (const Row& row : rows) {
        INFO(row.editor);
        CHECK(cli::editor_command(cli::shell_words(row.editor), place) == row.command);
    }
}

TEST_CASE("words are split as in a shell, and nothing is expanded", "[cli][open]") {
    struct Row {
        const char* text;
        std::vector<std::string> words;
    };
    const Row rows[] = {
        {"", {}},
        {"  a  b\tc ", {"a", "b", "c"}},
        {"'a b' \"c d\" e\\ f", {"a b", "c d", "e f"}},
        {"a'b'\"c\"", {"abc"}},
        {"'' \"\"", {"", ""}},
        {"\"a\\\"b\\$\\c\" 'a\\b'", {"a\"b$\\c", "a\\b"}},
        {"$(touch x) `y` $HOME ~ *", {"$(touch", "x)", "`y`", "$HOME", "~", "*"}},
        {"'open", {"open"}},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(cli::shell_words(row.text) == row.words);
        for (const std::string& word : row.words)
            CHECK(cli::shell_words(text::shell_quoted(word)) == std::vector<std::string>{word});
    }
}

TEST_CASE("open runs the user's editor at the place", "[cli][open]") {
    Notes box;
    for (const char* name : {"vim", "code", "own"}) box.install(name);
    box.environment["PATH"] = (box.path() / "bin").string() + ":/usr/bin:/bin";
    box.environment["EDITOR"] = "vim";
    const std::string note = (box.notes() / "essays/rain.md").string();
    CHECK(box.run({"open", "essays/rain"}).code == 0);
    CHECK(box.opened() == "+1\n" + note + "\n");
    CHECK(box.run({"open", "essays/rain#mud"}).code == 0);
    CHECK(box.opened() == "+11\n" + note + "\n");
    CHECK(box.run({"open", "essays/rain.md:13:4"}).code == 0);
    CHECK(box.opened() == "+call cursor(13,4)\n" + note + "\n");
    box.write("größe.md", "first\n**Übergröße** 🎉 Regen\n");
    CHECK(box.run({"open", "größe.md:2:17"}).code == 0);
    CHECK(box.opened() == "+call cursor(2,23)\n" + (box.notes() / "größe.md").string() + "\n");
    box.environment["VISUAL"] = "code --wait";  // goes before EDITOR
    CHECK(box.run({"open", "größe.md:2:17"}).code == 0);
    CHECK(box.opened() == "--wait\n-g\n" + (box.notes() / "größe.md").string() + ":2:18\n");
    CHECK(box.run({"open", "essays/rain.md:13:4"}).code == 0);
    CHECK(box.opened() == "--wait\n-g\n" + note + ":13:4\n");
    std::filesystem::create_directories(box.path() / "home/.config/assay");
    std::ofstream(box.path() / "home/.config/assay/config.yaml")
        << "editor: own '{path}' --line {line}\n";  // and this before both
    CHECK(box.run({"open", "essays/rain.md:13:4"}).code == 0);
    CHECK(box.opened() == note + "\n--line\n13\n");
    std::ofstream(box.path() / "home/.config/assay/config.yaml") << "editor: no-such-editor\n";
    CHECK(box.run({"open", "essays/rain"}).err.find("cannot run the editor no-such-editor") !=
          std::string::npos);
    box.write(".assay.yaml", "editor: own\n");  // a corpus names no program
    CHECK(box.run({"open", "essays/rain"}).code == 2);
}

TEST_CASE("open --json prints the answer after the editor has ended, and nothing else",
          "[cli][open][json]") {
    Notes box;
    const std::filesystem::path program = box.path() / "talkative";
    std::ofstream(program) << "#!/bin/sh\necho opening >&1\nexit ${1#+}\n";
    chmod(program.c_str(), 0700);
    box.environment["EDITOR"] = program.string() + " +0";
    Run run = box.run({"open", "--json", "essays/rain:3"});
    CHECK(run.code == 0);
    CHECK(nlohmann::json::parse(run.out)["path"] == "essays/rain.md");
    for (const std::string& editor : {std::string("no-such-editor"), program.string() + " +7"}) {
        INFO(editor);
        box.environment["EDITOR"] = editor;
        run = box.run({"open", "--json", "essays/rain:3"});
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(run.err.find("\"schema\":\"assay/error\"") != std::string::npos);
    }
    run = box.run({"open", "essays/rain:3"});
    CHECK(run.out == "opening\n");
}

TEST_CASE("open --dry-run prints the editor's command", "[cli][open]") {
    Notes box;
    box.environment["EDITOR"] = "code";
    const Run run = box.run({"open", "--dry-run", "C# notes"});
    CHECK(run.out == "code -g '" + (box.notes() / "C# notes.md").string() + ":1:1'\n");
    const auto json =
        nlohmann::json::parse(box.run({"open", "--dry-run", "--json", "essays/rain:3"}).out);
    CHECK(json ==
          nlohmann::json{
              {"schema", "assay/open"},
              {"version", 1},
              {"root", box.notes().string()},
              {"path", "essays/rain.md"},
              {"file", (box.notes() / "essays/rain.md").string()},
              {"line", 3},
              {"column", 1},
              {"command", {"code", "-g", (box.notes() / "essays/rain.md").string() + ":3:1"}}});
    CHECK(box.run({"open", "1", "--dry-run"}).code == 1);  // no search on a terminal has been
    CHECK_FALSE(std::filesystem::exists(box.path() / "state"));
    box.run({"search", "rain"});
    CHECK_FALSE(std::filesystem::exists(box.path() / "state"));  // a pipe is not a terminal
}

TEST_CASE("ranges count the unit that was chosen", "[cli][json]") {
    Sandbox box;
    box.write("a.md", "---\ntitle: \"🌧 é rain\"\n---\n🌧 café rain\n");
    box.environment["ASSAY_CORPUS"] = box.notes().string();
    REQUIRE(box.run({"index"}).code == 0);
    struct Row {
        const char* unit;
        const char* title;
        const char* passage;
        const char* text;
    };
    const Row rows[] = {
        {"codepoints", R"([{"start":4,"end":8}])", R"([{"start":2,"end":11}])",
         R"([{"start":2,"end":11}])"},
        {"utf16", R"([{"start":5,"end":9}])", R"([{"start":3,"end":12}])",
         R"([{"start":3,"end":12}])"},
        {"bytes", R"([{"start":8,"end":12}])", R"([{"start":5,"end":15}])",
         R"([{"start":5,"end":15}])"},
    };
    for (const Row& row : rows) {
        INFO(row.unit);
        const auto search = nlohmann::json::parse(
            box.run({"search", "cafe rain", "--json", "--offsets", row.unit}).out);
        CHECK(search["offsets"] == row.unit);
        CHECK(search["hits"][0]["title_marks"] == nlohmann::json::parse(row.title));
        CHECK(search["hits"][0]["passages"][0]["marks"] == nlohmann::json::parse(row.passage));
        const auto hit = nlohmann::json::parse(
            box.run({"search", "cafe rain", "--jsonl", "--offsets", row.unit}).out);
        CHECK(hit == search["hits"][0]);
        const auto show = nlohmann::json::parse(
            box.run({"show", "a", "--mark", "cafe rain", "--json", "--offsets", row.unit}).out);
        CHECK(show["offsets"] == row.unit);
        CHECK(show["marks"] == nlohmann::json::parse(row.text));
    }
    CHECK(box.run({"search", "rain", "--offsets", "lines"}).code == 2);
}

TEST_CASE("links are printed only on a terminal", "[cli][hyperlink]") {
    const Notes box;
    for (const std::vector<std::string>& args :
         {std::vector<std::string>{"kwic", "heavy"},
          {"kwic", "heavy", "--hyperlink", "vscode"},
          {"kwic", "heavy", "--hyperlink", "vscode", "--color", "always"}})
        CHECK(box.run(args).out.find("\x1b]8") == std::string::npos);
    CHECK(box.run({"kwic", "heavy", "--hyperlink", "nonsense"}).code == 2);
}

TEST_CASE("kwic gives every occurrence a line, in the order asked for", "[cli][kwic]") {
    struct Row {
        std::vector<std::string> args;
        const char* out;
    };
    const Notes box;
    const std::vector<Row> rows{
        {{"rain"},
         "essays/rain.md:7:3\t2024-05-01\t\tRain\t\nessays/rain.md:9:1\t2024-05-01\t\tRain\tmakes "
         "mud.\nessays/rain.md:13:23\t2024-05-01\tMud makes bricks, and\train\tunmakes them.\n"
         "drafts/Zürich.md:4:13\t2023-01-02\tA city with\train\tin it. Heavy "
         "rain!\ndrafts/Zürich.md:4:31\t2023-01-02\tA city with rain in it. Heavy\train\t!\n"
         "drafts/rain.md:1:5\t\tThe\train\tof [31mdrafts.\n"},
        {{"rain", "-t", "weather", "-n", "1"}, "essays/rain.md:7:3\t2024-05-01\t\tRain\t\n"},
        {{"rain", "-t", "weather", "--sort", "left", "--width", "12"},
         "essays/rain.md:7:3\t2024-05-01\t\tRain\t\nessays/rain.md:9:1\t2024-05-01\t\tRain\tmakes "
         "mud.\nessays/rain.md:13:23\t2024-05-01\tbricks, and\train\tunmakes\n"},
        {{"bricks", "--sort", "right"},
         "essays/rain.md:15:5\t2024-05-01\t\tBricks\t\nessays/rain.md:13:11\t2024-05-01\tMud "
         "makes\tbricks\t, and rain unmakes them.\n"},
        {{"\"heavy rain\""},
         "drafts/Zürich.md:4:25\t2023-01-02\tA city with rain in it.\tHeavy rain\t!\n"},
        {{"-rain"}, ""},
    };
    for (const Row& row : rows) {
        std::vector<std::string> args{"kwic"};
        args.insert(args.end(), row.args.begin(), row.args.end());
        INFO(row.args.front() << row.args.size());
        const Run run = box.run(args);
        CHECK(run.out == row.out);
        CHECK(run.code == (*row.out == '\0' ? 1 : 0));
    }
    for (const char* order : {"date", "path", "left", "right"}) {
        INFO(order);
        const std::string all = box.run({"kwic", "rain", "--sort", order}).out;
        std::size_t end = 0;
        for (int lines = 0; lines <= 6; ++lines, end = all.find('\n', end) + 1) {
            CHECK(box.run({"kwic", "rain", "--sort", order, "-n", std::to_string(lines)}).out ==
                  all.substr(0, end));
            CHECK(nlohmann::json::parse(box.run({"kwic", "rain", "--sort", order, "-n",
                                                 std::to_string(lines), "--json"})
                                            .out)["total"] == 6);
        }
        CHECK(end == 0);  // there are six
    }
    const auto json = nlohmann::json::parse(box.run({"kwic", "heavy", "--json"}).out);
    CHECK(json["total"] == 1);
    CHECK(json["lines"][0] == nlohmann::json{{"path", "drafts/Zürich.md"},
                                             {"file", (box.notes() / "drafts/Zürich.md").string()},
                                             {"line", 4},
                                             {"column", 25},
                                             {"left", "A city with rain in it. "},
                                             {"match", "Heavy"},
                                             {"right", " rain!"},
                                             {"created", "2023-01-02"}});
    CHECK(nlohmann::json::parse(box.run({"kwic", "snow", "--json"}).out)["lines"].empty());
}

TEST_CASE("kwic without -n shows a hundred thousand lines, and says how many there are",
          "[cli][kwic][limits]") {
    const Notes box;
    std::string text;
    for (int i = 0; i < 100'002; ++i) text += "drizzle\n\n";
    box.write("many.md", text);
    REQUIRE(box.run({"index"}).code == 0);
    const auto lines = [](const Run& run) {
        return std::count(run.out.begin(), run.out.end(), '\n');
    };
    const Run usual = box.run({"kwic", "drizzle"});
    CHECK(lines(usual) == 100'000);
    CHECK(usual.err.find("assay: 100000 of 100002 occurrences, -n all for all\n") !=
          std::string::npos);
    CHECK(lines(box.run({"kwic", "drizzle", "-n", "all"})) == 100'002);
    CHECK(lines(box.run({"kwic", "drizzle", "-n", "100001"})) == 100'001);
}

TEST_CASE("synonyms and remarks work in every command that takes a query", "[cli][kwic]") {
    const Notes box;
    box.write(".assay.yaml", "synonyms: [[downpour, rain]]\n");
    for (const std::vector<std::string>& args :
         {std::vector<std::string>{"search"},
          {"kwic"},
          {"tags"},
          {"show", "essays/rain", "--color", "always", "--mark"}}) {
        INFO(args.front());
        std::vector<std::string> rain = args, downpour = args;
        rain.emplace_back("rain");
        downpour.emplace_back("downpour");
        CHECK(box.run(downpour).out == box.run(rain).out);
        CHECK(box.run(rain).code == 0);
    }
    for (const char* command : {"search", "tags", "kwic"})
        CHECK(box.run({command, "haevy"}).err ==
              "assay: No note contains “haevy”; showing “heavy”.\n");
    for (int i = 0; i < 150; ++i)
        box.write("many/" + std::to_string(i) + ".md", "prefix" + std::to_string(i) + "\n");
    REQUIRE(box.run({"index"}).code == 0);
    for (const char* command : {"tags", "kwic"}) CHECK(box.run({command, "prefix*"}).err.empty());
    CHECK(box.run({"search", "prefix*"}).err == "assay: 10 of 150 notes, -n all for all\n");
    CHECK(nlohmann::json::parse(box.run({"kwic", "prefix*", "--json"}).out)["lines"].size() >= 20);
}

TEST_CASE("kwic corrects a word that is in no note as search does, and says so", "[cli][kwic]") {
    const Notes box;
    const Run run = box.run({"kwic", "haevy"});
    CHECK(run.out == box.run({"kwic", "heavy"}).out);
    CHECK(run.err == "assay: No note contains “haevy”; showing “heavy”.\n");
    CHECK(nlohmann::json::parse(box.run({"kwic", "haevy", "--json"}).out)["query"] ==
          nlohmann::json{{"text", "haevy"}, {"corrected", "heavy"}});
    CHECK(nlohmann::json::parse(box.run({"kwic", "heavy", "--json"}).out)["query"]["corrected"]
              .is_null());
    const Run refused = box.run({"kwic", "haevy", "--no-correct"});
    CHECK(refused.code == 1);
    CHECK(refused.err == "assay: nothing in the text of any note matches: haevy\n");
}

}  // namespace assay::test
