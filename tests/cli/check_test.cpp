#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

const std::string broken_note = "---\ntitle: a: b\ndate: 2024-02-30\n---\nrain\n";

}  // namespace

TEST_CASE("check lists everything that is wrong, by kind, with place and hint, indexed or not",
          "[cli][check]") {
    Sandbox box;
    box.write("good.md", "rain");
    box.write("sub/bad.md", broken_note);
    box.write("latin.md", "caf\xE9");
    const std::string notes = box.notes().string();
    box.working_directory = notes;
    const Run run = box.run({"check", notes});
    CHECK(run.code == 1);
    CHECK(run.err.empty());
    CHECK(run.out ==
          "date (1)\n"
          "sub/bad.md:3: date is not a date: 2024-02-30\n  hint: write dates as YYYY-MM-DD\n\n"
          "encoding (1)\n"
          "latin.md: not UTF-8, read as Windows-1252\n  hint: save the note as UTF-8\n\n"
          "front-matter (1)\n"
          "sub/bad.md:2: title is not valid YAML, read as text: illegal map value\n  hint: correct "
          "it there, or put the value in quotes\n\n"
          "3 notes, 3 problems\n");
    const Run json = box.run({"check", notes, "--json"});
    CHECK(json.code == 1);
    const auto object = nlohmann::json::parse(json.out);
    CHECK(object["schema"] == "assay/check");
    CHECK(object["notes"] == 3);
    REQUIRE(object["diagnostics"].size() == 3);
    CHECK(object["diagnostics"][1] ==
          nlohmann::json{{"path", "sub/bad.md"},
                         {"line", 2},
                         {"kind", "front-matter"},
                         {"message", "title is not valid YAML, read as text: illegal map value"},
                         {"hint", "correct it there, or put the value in quotes"}});
    CHECK_FALSE(std::filesystem::exists(box.path() / "cache"));  // nothing was written
}

TEST_CASE("check names links that lead out of the corpus, unless they are followed",
          "[cli][check]") {
    Sandbox box;
    box.write("good.md", "rain");
    std::filesystem::create_directory(box.path() / "elsewhere");
    std::ofstream(box.path() / "elsewhere/far.md") << "mud";
    std::filesystem::create_directory_symlink(box.path() / "elsewhere", box.notes() / "out");
    const std::string notes = box.notes().string(), index = (box.path() / "index").string();
    const Run run = box.run({"check", notes});
    CHECK(run.code == 1);
    CHECK(run.out.find("out: link to a place outside the corpus, not followed\n  hint: write "
                       "follow_links: true in ") != std::string::npos);
    const std::filesystem::path config = box.path() / "home/.config/assay/config.yaml";
    std::filesystem::create_directories(config.parent_path());
    std::ofstream(config) << "follow_links: true\n";
    CHECK(box.run({"check", notes}).code == 0);
    CHECK(box.run({"index", notes, "--index", index}).code == 0);
    const Run found = box.run({"search", "-l", "--corpus", notes, "--index", index, "mud"});
    CHECK(found.out.ends_with("out/far.md\n"));
}

TEST_CASE("check of notes without problems says so and ends with 0", "[cli][check]") {
    Sandbox box;
    box.write("good.md", "rain");
    const Run run = box.run({"check", box.notes().string()});
    CHECK(run.code == 0);
    CHECK(run.out == "1 note, 0 problems\n");
}

TEST_CASE("check verifies the index too, and names the command that mends it", "[cli][check]") {
    Sandbox box;
    box.write("a.md", "rain and mud");
    const std::string notes = box.notes().string(), index = (box.path() / "index").string();
    CHECK(box.run({"index", notes, "--index", index}).code == 0);
    CHECK(box.run({"check", notes, "--index", index}).code == 0);
    std::filesystem::resize_file(box.path() / "index" / "gen-000001" / "postlist.glass", 100);
    const Run run = box.run({"check", notes, "--index", index});
    CHECK(run.code == 3);
    CHECK(run.out == "1 note, 0 problems\n");  // of the notes
    CHECK(run.err.find("hint: run: assay index --full") != std::string::npos);
    const Run json = box.run({"check", notes, "--index", index, "--json"});
    CHECK(json.code == 3);
    CHECK(json.out.empty());
    CHECK(nlohmann::json::parse(json.err)["kind"] == "index");
    CHECK(box.run({"index", notes, "--index", index, "--full"}).code == 0);
    CHECK(box.run({"check", notes, "--index", index}).code == 0);
}

TEST_CASE("index --strict fails on a problem, even in a note that did not change", "[cli][check]") {
    Sandbox box;
    box.write("good.md", "rain");
    const std::string notes = box.notes().string();
    CHECK(box.run({"index", notes, "--strict"}).code == 0);
    box.write("bad.md", broken_note);
    CHECK(box.run({"index", notes}).code == 0);
    const Run run = box.run({"index", notes, "--strict"});
    CHECK(run.code == 1);
    CHECK(run.err.find("bad.md:2: title is not valid YAML") != std::string::npos);
    CHECK(box.run({"search", "rain", "-c", "--corpus", notes}).out ==
          "2\n");  // indexed all the same
}

TEST_CASE("a configuration excludes notes, and its changes are applied", "[cli][config]") {
    Sandbox box;
    box.write("a.md", "rain");
    box.write("templates/t.md", "rain");
    box.write("b.draft.md", "rain");
    const std::string notes = box.notes().string();
    CHECK(box.run({"index", notes}).code == 0);
    const auto count = [&] { return box.run({"search", "rain", "-c", "--corpus", notes}).out; };
    CHECK(count() == "3\n");
    box.write(".assay.yaml", "exclude: [\"templates/**\", \"*.draft.md\"]\n");
    CHECK(count() == "1\n");  // the search sees to it
    CHECK(nlohmann::json::parse(box.run({"check", notes, "--json"}).out)["notes"] == 1);
    box.write(".assay.yaml", "");
    CHECK(count() == "3\n");
}

TEST_CASE("another language or size limit rebuilds the index", "[cli][config]") {
    Sandbox box;
    box.write("a.md", "rain");
    box.write("big.md", std::string(2000, 'x') + " rain");
    const std::string notes = box.notes().string();
    CHECK(box.run({"index", notes}).code == 0);
    const auto langs = [&] {
        std::string all;
        const auto answer =
            nlohmann::json::parse(box.run({"search", "rain", "--json", "--sort", "path",
                                           "--no-refresh", "--corpus", notes})
                                      .out);
        for (const auto& hit : answer["hits"]) all += hit["lang"].get<std::string>() + " ";
        return all;
    };
    CHECK(langs() == "en en ");
    box.write(".assay.yaml", "language: de\nmax_note_bytes: 1000\n");
    const Run stale = box.run({"search", "rain", "--json", "--corpus", notes});
    CHECK(nlohmann::json::parse(stale.out)["index"]["stale"] == 2);
    CHECK(stale.err.find("assay index") != std::string::npos);
    const Run run = box.run({"index", notes});
    CHECK(run.err.find("big.md: larger than 1000 bytes, skipped") != std::string::npos);
    CHECK(langs() == "de ");
}

TEST_CASE("the user's default corpus is searched if no other is near", "[cli][config]") {
    Sandbox box;
    box.write("a.md", "rain");
    const std::string notes = box.notes().string();
    CHECK(box.run({"index", notes}).code == 0);
    box.write("../other/b.md", "sun");
    CHECK(box.run({"index", (box.path() / "other").string()}).code == 0);
    CHECK(box.run({"search", "rain", "-l"}).code == 3);  // two are indexed
    std::filesystem::create_directories(box.path() / "home/.config/assay");
    std::ofstream(box.path() / "home/.config/assay/config.yaml")
        << "default_corpus: " << notes << "\n";
    CHECK(box.run({"search", "rain", "-l"}).out == notes + "/a.md\n");
    std::ofstream(box.path() / "home/.config/assay/config.yaml") << "default_corpus: /nowhere\n";
    CHECK(box.run({"search", "rain", "-l"}).code == 2);
    CHECK(box.run({"search", "rain", "-l", "--corpus", notes}).code == 0);
}

TEST_CASE("a permalink below site_url is the note's url", "[cli][config]") {
    struct Row {
        const char *site, *permalink, *url;
    };
    const Row rows[] = {
        {"https://example.org", "/rain/", "https://example.org/rain/"},
        {"https://example.org/blog/", "rain", "https://example.org/blog/rain"},
        {"https://example.org", "https://other.org/x", "https://other.org/x"},
        {"https://example.org", "", nullptr},
        {"", "/rain/", nullptr},
    };
    for (const Row& row : rows) {
        INFO(row.site << " " << row.permalink);
        Sandbox box;
        box.write("a.md", std::string("---\npermalink: ") + row.permalink + "\n---\nrain");
        if (*row.site != '\0')
            box.write(".assay.yaml", std::string("site_url: ") + row.site + "\n");
        const std::string notes = box.notes().string();
        CHECK(box.run({"index", notes}).code == 0);
        const auto search =
            nlohmann::json::parse(box.run({"search", "rain", "--json", "--corpus", notes}).out);
        const auto show =
            nlohmann::json::parse(box.run({"show", "a.md", "--json", "--corpus", notes}).out);
        const nlohmann::json url = row.url == nullptr ? nlohmann::json() : nlohmann::json(row.url);
        CHECK(search["hits"][0]["url"] == url);
        CHECK(show["url"] == url);
    }
}

TEST_CASE("a wrong configuration stops every command at its line", "[cli][config]") {
    Sandbox box;
    box.write("a.md", "rain");
    const std::string notes = box.notes().string();
    CHECK(box.run({"index", notes}).code == 0);
    box.write(".assay.yaml", "language: en\nexlude: [a]\n");
    for (const std::vector<std::string>& command : {std::vector<std::string>{"index", notes},
                                                    {"search", "rain", "--corpus", notes},
                                                    {"check", notes},
                                                    {"tags", "--corpus", notes},
                                                    {"stats", "--corpus", notes}}) {
        INFO(command.front());
        const Run run = box.run(command);
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(run.err ==
              "assay: " + notes +
                  "/.assay.yaml:2: there is no key exlude\n  hint: did you mean exclude?\n");
    }
    std::filesystem::remove(box.notes() / ".assay.yaml");
    REQUIRE(mkfifo((box.notes() / ".assay.yaml").c_str(), 0600) == 0);
    CHECK(box.run({"index", notes}).code == 2);  // and does not wait for it
}

}  // namespace assay::test
