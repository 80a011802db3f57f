#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/print/corpora_printer.h"
#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace fs = std::filesystem;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    return cells;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// The only folder of an index whose name begins so.
fs::path index_of(const Sandbox& box, const std::string& name) {
    for (const fs::directory_entry& entry : fs::directory_iterator(box.path() / "cache" / "assay"))
        if (entry.path().filename().string().starts_with(name + "-")) return entry.path();
    return {};
}

/// Every file below the sandbox, less those of the cache.
std::vector<std::string> files_outside_cache(const Sandbox& box) {
    std::vector<std::string> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(box.path())) {
        const std::string name = entry.path().lexically_relative(box.path()).string();
        if (!name.starts_with("cache") && name != "stdout" && name != "stderr")
            files.push_back(name);
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("corpora lists every index, by root", "[cli][corpora]") {
    Sandbox box;
    Run none = box.run({"corpora"});
    CHECK(none.code == 1);
    CHECK(none.out.empty());
    CHECK(none.err == "assay: no folder of notes is indexed yet\n  hint: run: assay index DIR\n");
    none = box.run({"corpora", "--json"});
    CHECK(none.code == 1);
    CHECK(none.err.empty());
    CHECK(nlohmann::json::parse(none.out)["corpora"].empty());

    const std::string above = box.path().string() + "/";
    for (const char* name : {"b", "a", "c", "d", "e\tf"}) {
        box.write("../" + std::string(name) + "/rain.md", "rain");
        REQUIRE(box.run({"index", above + name}).code == 0);
    }
    box.write("../a/sun.md", "sun");
    REQUIRE(box.run({"index", above + "a"}).code == 0);
    fs::remove_all(above + "b");
    box.write("../cache/assay/" + index_of(box, "c").filename().string() + "/gen-000001/iamglass",
              "nonsense");
    fs::remove(index_of(box, "d") / "current");
    box.write("../cache/assay/foreign/notes.txt", "not an index");
    fs::create_directory_symlink(index_of(box, "a"), box.path() / "cache" / "assay" / "link");
    box.working_directory = above + "a";

    const Run run = box.run({"corpora"});
    CHECK(run.code == 0);
    CHECK(run.err.empty());
    const std::vector<std::string> lines = lines_of(run.out);
    REQUIRE(lines.size() == 5);
    struct Row {
        std::string root, notes, state;
    };
    const Row rows[] = {{above + "a", "2", "chosen"},
                        {above + "b", "1", "gone"},
                        {above + "c", "", "unreadable"},
                        {above + "d", "", "unreadable"},
                        {above + "e f", "1", "ok"}};
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::vector<std::string> cells = cells_of(lines[i]);
        REQUIRE(cells.size() == 6);
        CHECK(cells[0] == rows[i].root);
        CHECK(cells[1] == rows[i].notes);
        CHECK(cells[4] == rows[i].state);
        CHECK(cells[5].starts_with(above + "cache/assay/"));
    }
    const auto json = nlohmann::json::parse(box.run({"corpora", "--json"}).out)["corpora"];
    REQUIRE(json.size() == 5);
    CHECK(json[0]["chosen"] == true);
    CHECK(json[0]["index_bytes"].get<int>() > 0);
    CHECK(json[1]["root_exists"] == false);
    CHECK(json[1]["problem"].is_null());
    CHECK(holds(json[2]["problem"]["hint"], "assay index --full " + above + "c"));
    CHECK(holds(json[3]["problem"]["hint"], "assay index " + above + "d"));
    CHECK(json[4]["root"] == above + "e\tf");
}

TEST_CASE("a command that is ready to paste runs nothing else", "[cli][corpora]") {
    Sandbox box;
    const std::string name = "it's; touch pwned; '", above = box.path().string() + "/";
    const std::string given =
        R"(it'\''s; touch pwned; '\''')";  // after the quote that opens before the folder
    box.write("../" + name + "/rain.md", "rain");
    box.write("../b/" + name + "/.assay.yaml", "");
    box.write("../b/" + name + "/sub/rain.md", "rain");
    struct Row {
        std::vector<std::string> args;
        fs::path here;
        std::string hint;
    };
    const std::string first = "'" + above + given, second = "'" + above + "b/" + given;
    const auto check = [&](const std::vector<Row>& rows) {
        for (const Row& row : rows) {
            INFO(row.hint);
            box.working_directory = row.here;
            const Run run = box.run(row.args);
            INFO(run.err);
            CHECK(holds(run.err, row.hint));
        }
        box.working_directory = box.path();
    };
    box.write("../home/" + name + "/.assay.yaml", "");
    const std::string vault = "'" + above + "home/" + given;
    check(
        {{{"search", "rain"}, above + "home/" + name, "run: assay index " + vault + "\n"},
         {{"search", "rain", "--corpus", above + name}, above, "run: assay index " + first + "\n"},
         {{"search", "rain", "--index", above + name},
          above,
          "run: assay index DIR --index " + first + "\n"},
         {{"search", "rain", "--corpus", above + name, "--index", "a'b"},
          above,
          "run: assay index " + first + " --index '" + above + R"(a'\''b')" + "\n"}});
    REQUIRE(box.run({"index", above + name}).code == 0);
    REQUIRE(box.run({"index", above + "b/" + name}).code == 0);
    check({{{"forget", name}, above + "home", "assay forget " + second + "\n"},
           {{"forget", name.substr(1)}, above, "did you mean: assay forget '" + given + "\n"},
           {{"search", "rain"}, above, "name one: --corpus " + second + "\n"}});
    fs::remove(index_of(box, name) / "current");
    const auto json = nlohmann::json::parse(box.run({"corpora", "--json"}).out)["corpora"];
    bool unbuilt = false;
    for (const auto& corpus : json)
        if (!corpus["problem"].is_null())
            unbuilt = holds(corpus["problem"]["hint"], "assay index '" + above);
    CHECK(unbuilt);
    std::ostringstream screen;
    cli::TextStyle style;
    style.terminal = true;
    cli::ListedCorpus gone;
    gone.state.folder.root = above + name;
    cli::print_corpora(screen, {gone}, style, 0);
    CHECK(holds(screen.str(), "assay forget " + first + "\n"));
}

TEST_CASE("what only has the name of an index file is not read", "[cli][corpora]") {
    Sandbox box;
    const std::string above = box.path().string() + "/";
    box.write("rain.md", "rain");
    REQUIRE(box.run({"index", box.notes().string()}).code == 0);
    const fs::path index = index_of(box, "notes");
    fs::create_directories(above + "folders/root");
    fs::create_directories(above + "folders/current");
    fs::create_directories(above + "pipes");
    REQUIRE(mkfifo((above + "pipes/root").c_str(), 0600) == 0);
    box.write("../long/root", "/" + std::string(5000, 'x'));
    box.write("../relative/root", "notes\n");
    for (const char* name : {"folders", "pipes", "long", "relative"}) {
        INFO(name);
        const Run run = box.run({"search", "kiwi", "--index", above + name});
        CHECK(run.code == 3);
        CHECK(holds(run.err, "there is no index in " + above + name + "\n"));
    }
    const Run refused = box.run({"index", box.notes().string(), "--index", above + "folders"});
    CHECK(refused.code == 2);
    CHECK(holds(refused.err, "holds something that is not an index of assay"));

    for (const char* name : {"gen-000001/iamglass", "current", "root"}) {
        INFO(name);
        fs::remove(index / name);
        REQUIRE(mkfifo((index / name).c_str(), 0600) == 0);
        const Run run = box.run({"corpora", "--json"});
        const auto corpora = nlohmann::json::parse(run.out)["corpora"];
        if (name == std::string("root")) {
            CHECK(corpora.empty());
        } else {
            REQUIRE(corpora.size() == 1);
            CHECK_FALSE(corpora[0]["problem"].is_null());
        }
    }
}

TEST_CASE("two indexes of one folder are told apart by their own names", "[cli][corpora]") {
    Sandbox box;
    box.write("rain.md", "rain");
    REQUIRE(box.run({"index", box.notes().string()}).code == 0);
    const fs::path index = index_of(box, "notes"), copy = index.parent_path() / "copy of it";
    fs::copy(index, copy, fs::copy_options::recursive);
    const Run run = box.run({"forget", box.notes().string()});
    CHECK(run.code == 2);
    CHECK(run.err == "assay: " + box.notes().string() + " has 2 indexes: copy of it, " +
                         index.filename().string() +
                         "\n  hint: name the folder of one: assay forget 'copy of it'\n");
    CHECK(box.run({"forget", "copy of it"}).code == 0);
    CHECK(box.run({"forget", box.notes().string()}).code == 0);
}

TEST_CASE("forget removes the index of one corpus, and nothing else", "[cli][corpora]") {
    Sandbox box;
    const std::string above = box.path().string() + "/";
    for (const char* name : {"a/notes", "b/notes", "c/other", "gone"}) {
        box.write("../" + std::string(name) + "/rain.md", "rain");
        REQUIRE(box.run({"index", above + name}).code == 0);
    }
    fs::remove_all(above + "gone");
    const std::vector<std::string> files = files_outside_cache(box);
    const auto indexes = [&] { return lines_of(box.run({"corpora"}).out).size(); };

    const Run ambiguous = box.run({"forget", "notes"});
    CHECK(ambiguous.code == 2);
    CHECK(holds(ambiguous.err,
                "2 corpora are called notes: " + above + "a/notes, " + above + "b/notes"));
    CHECK(holds(ambiguous.err, "assay forget " + above + "a/notes\n"));
    const Run unknown = box.run({"forget", "othr"});
    CHECK(unknown.code == 1);
    CHECK(holds(unknown.err, "did you mean: assay forget other\n"));
    CHECK(box.run({"forget"}).code == 2);
    CHECK(indexes() == 4);

    const Run dry = box.run({"forget", "other", "--dry-run"});
    CHECK(dry.code == 0);
    CHECK(dry.out.starts_with("would remove the index of " + above + "c/other, "));
    CHECK(indexes() == 4);

    CHECK(box.run({"forget", "other"})
              .out.starts_with("removed the index of " + above + "c/other, "));
    CHECK(index_of(box, "other").empty());
    CHECK(box.run({"forget", above + "gone/"}).code == 0);  // of a folder that is gone
    CHECK(box.run({"forget", index_of(box, "notes").filename().string()}).code == 0);
    CHECK(indexes() == 1);
    box.working_directory = box.path() / "a";
    const fs::path last = index_of(box, "notes");
    const int lock = open((last / "lock").c_str(), O_RDWR | O_CLOEXEC);
    REQUIRE(flock(lock, LOCK_EX) == 0);
    CHECK(box.run({"forget", "notes"}).code == 75);
    CHECK(box.run({"forget", "notes", "--dry-run"}).code == 75);
    close(lock);
    fs::create_directory_symlink(box.path() / "a", last / "gen-000009");
    box.write("../cache/assay/" + last.filename().string() + "/mine.txt", "mine");
    const auto json = nlohmann::json::parse(box.run({"forget", "notes", "--json"}).out);
    REQUIRE(fs::exists(last));
    CHECK(json["left"] == nlohmann::json::array({"gen-000009", "mine.txt"}));
    CHECK(fs::is_regular_file(last / "mine.txt"));
    CHECK(indexes() == 0);
    CHECK(files_outside_cache(box) == files);
}

TEST_CASE("if several folders are indexed and none is chosen, they are named", "[cli][corpora]") {
    Sandbox box;
    const std::string above = box.path().string() + "/";
    for (const char* name : {"a", "b", "c"}) {
        box.write("../" + std::string(name) + "/rain.md", "rain");
        REQUIRE(box.run({"index", above + name}).code == 0);
    }
    Run run = box.run({"search", "rain"});
    CHECK(run.code == 3);
    CHECK(run.err == "assay: 3 folders are indexed, and none is at or above this one: " + above +
                         "a, " + above + "b, " + above + "c\n  hint: name one: --corpus " + above +
                         "a\n");
    for (const char* name : {"d", "e", "f"}) {
        box.write("../" + std::string(name) + "/rain.md", "rain");
        REQUIRE(box.run({"index", above + name}).code == 0);
    }
    run = box.run({"search", "rain"});
    CHECK(holds(run.err, above + "e, … see: assay corpora\n"));
    CHECK_FALSE(holds(run.err, above + "f"));
}

TEST_CASE("inside a vault that is not indexed, the vault is offered", "[cli][corpora]") {
    struct Row {
        std::string mark, here, root;  // below the home; an empty root: none
    };
    const Row rows[] = {
        {"vault/.obsidian/app.json", "vault/a/b", "vault"},
        {"vault/.assay.yaml", "vault/a/b", "vault"},
        {"vault/.git/HEAD", "vault/a/b", "vault"},
        {"vault/.zk/config.toml", "vault", "vault"},
        {"vault/logseq/config.edn", "vault/pages", "vault"},
        {"vault/logseq/page.md", "vault/pages", ""},  // a folder of notes about it
        {".git/HEAD", "vault/a", ""},                 // dot files are kept so
        {".obsidian/app.json", "vault/a", "."},
        {"../.obsidian/app.json", "vault/a", ""},  // above the home
    };
    for (const Row& row : rows) {
        INFO(row.mark);
        Sandbox box;
        box.write("../home/" + row.mark, "");
        box.write("../home/vault/rain.md", "rain");
        const fs::path home = box.path() / "home";
        fs::create_directories(home / row.here);
        box.working_directory = home / row.here;
        const Run search = box.run({"search", "rain"});
        CHECK(search.code == 3);
        const std::string root = row.root == "." ? home.string() : (home / row.root).string();
        if (row.root.empty())
            CHECK(holds(search.err,
                        "no folder of notes is indexed yet\n  hint: run: assay index DIR"));
        else
            CHECK(search.err == "assay: " + root +
                                    " is not indexed yet\n  hint: run: assay index " + root + "\n");
    }
    Sandbox box;
    box.write("../home/vault/.obsidian/app.json", "{}");
    box.write("../home/vault/sub/.git/HEAD", "");  // the nearest is taken
    box.write("../home/vault/sub/deep/rain.md", "rain");
    box.write("../home/vault/a/sun.md", "sun");
    const fs::path vault = box.path() / "home" / "vault";
    box.working_directory = vault / "sub" / "deep";
    CHECK(holds(box.run({"search", "rain"}).err, "assay index " + (vault / "sub").string() + "\n"));

    box.working_directory = vault / "a";
    const Run checked = box.run({"check"});
    CHECK(holds(checked.out, "2 notes"));
    CHECK(checked.err == "assay: taking " + vault.string() +
                             ", which has .obsidian; for this folder alone: assay check .\n");
    const Run indexed = box.run({"index"});
    CHECK(indexed.out.starts_with("added 2, "));
    CHECK(indexed.err == "assay: taking " + vault.string() +
                             ", which has .obsidian; for this folder alone: assay index .\n");
    CHECK(box.run({"index"}).err.empty());  // it is the nearest indexed folder now
    CHECK(box.run({"index", "."}).out.starts_with("added 1, "));
    box.working_directory = vault;
    CHECK(box.run({"forget", "vault"}).code == 0);
    CHECK(box.run({"index"}).err.empty());  // in the vault itself nobody wonders
}

TEST_CASE("the message for a folder without notes says that it has none", "[cli][index]") {
    Sandbox box;
    const std::string notes = box.notes().string();
    box.write("readme.txt", "text");
    Run run = box.run({"index", notes});
    CHECK(run.code == 1);
    CHECK(run.err == "assay: there is no note in " + notes +
                         "\n  hint: notes are files named *.md, *.markdown or *.mdx\n");
    CHECK_FALSE(fs::exists(box.path() / "cache"));  // and no index is made
    CHECK(box.run({"search", "rain"}).code == 3);
    const auto json = nlohmann::json::parse(box.run({"index", notes, "--json"}).out);
    CHECK(json["notes"] == 0);
    REQUIRE(json["warnings"].size() == 1);
    CHECK(holds(json["warnings"][0], "there is no note in " + notes));
    CHECK(box.run({"index", notes, "--dry-run"}).code == 1);
    CHECK(box.run({"index", notes, "--full"}).code == 1);
    CHECK_FALSE(fs::exists(box.path() / "cache"));

    box.write("a.md", "rain");
    box.write("b.md", "rain");
    box.write(".assay.yaml", "exclude: [\"*.md\"]\n");
    CHECK(box.run({"index", notes}).err ==
          "assay: there is no note in " + notes +
              "\n  hint: exclude: of the configuration leaves out all 2\n");
    fs::remove(box.notes() / ".assay.yaml");
    run = box.run({"index", notes});
    CHECK(run.code == 0);
    CHECK(run.err.empty());

    // The last note goes: the index learns it.
    fs::remove(box.notes() / "a.md");
    fs::remove(box.notes() / "b.md");
    run = box.run({"index", notes});
    CHECK(run.code == 1);
    CHECK(run.out.starts_with("added 0, updated 0, removed 2, unchanged 0, "));
    CHECK(holds(run.err, "there is no note in " + notes));
    CHECK(box.run({"search", "rain", "--no-refresh"}).code == 1);
    CHECK(box.run({"stats"}).code == 0);
    CHECK(box.run({"check"}).code == 0);
    CHECK(box.run({"index", notes, "--full"}).code == 1);
    CHECK(box.run({"search"}).code == 1);
    box.write("c.md", "rain");
    box.working_directory = box.notes();
    CHECK(box.run({"search", "rain", "-l"}).out == "c.md\n");
}

}  // namespace assay::test
