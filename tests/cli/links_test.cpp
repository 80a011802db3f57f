#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/golden.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

namespace fs = std::filesystem;

/// The catalogue of links in data/edge/links, indexed.
struct Catalogue {
    Catalogue() {
        fs::copy(fs::path(ASSAY_SOURCE_DIR) / "data/edge/links", box.notes(),
                 fs::copy_options::recursive);
        box.working_directory = box.notes();
        REQUIRE(box.run({"index", "."}).code == 0);
    }
    Sandbox box;
};

nlohmann::json parsed(const Run& run) { return nlohmann::json::parse(run.out); }

std::string lines(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& each : all) text += each + "\n";
    return text;
}

}  // namespace

TEST_CASE("links say where each link of the catalogue leads", "[cli][links]") {
    const Catalogue catalogue;
    const Run run = catalogue.box.run({"links", "Home"});
    CHECK(run.code == 0);
    CHECK(run.err.empty());
    CHECK(run.out == golden("links/home.txt", run.out));
    const Run near = catalogue.box.run({"links", "south/near"});
    CHECK(near.out == golden("links/near.txt", near.out));
}

TEST_CASE("lists of links over all notes", "[cli][links]") {
    const Catalogue catalogue;
    const Sandbox& box = catalogue.box;
    CHECK(box.run({"links", "--orphans", "-l"}).out == lines({"south/near.md"}));
    CHECK(box.run({"links", "--dead-ends", "-l", "-n", "2"}).out ==
          lines({"Caf\u00e9.md", "Two words.md"}));
    const Run wanted = box.run({"links", "--wanted"});
    CHECK(wanted.out == "4\tNot yet\tHome.md\n1\tSome/Day\tHome.md\n");
    const Run broken = box.run({"links", "--broken"});
    CHECK(broken.out == golden("links/broken.txt", broken.out));
    const nlohmann::json graph = parsed(box.run({"links", "--graph", "--json"}));
    CHECK(graph["nodes"].size() == 11);
    CHECK(graph["nodes"][0]["path"] == "Caf\u00e9.md");
    CHECK(graph["total"] == graph["edges"].size());
    const Run dot = box.run({"links", "--dot"});
    CHECK(dot.out.starts_with("digraph notes {\n"));
    CHECK(dot.out.find("  \"Home.md\" -> \"people/Ana.md\";\n") != std::string::npos);
}

TEST_CASE("backlinks show each link in its passage", "[cli][links]") {
    const Catalogue catalogue;
    const Sandbox& box = catalogue.box;
    const Run run = box.run({"backlinks", "people/Ana"});
    CHECK(run.code == 0);
    CHECK(run.out == golden("links/backlinks.txt", run.out));
    const nlohmann::json json = parsed(box.run({"backlinks", "Home.md", "--json"}));
    CHECK(json["schema"] == "assay/backlinks");
    CHECK(json["total"] == 2);  // v1.2 and Ana
    for (const auto& hit : json["hits"])
        for (const auto& passage : hit["passages"]) CHECK(!passage["marks"].empty());
    CHECK(box.run({"backlinks", "south/near", "-l"}).code == 1);
    const Run zero = box.run({"backlinks", "Home", "-0"});
    CHECK(zero.out.find('\0') != std::string::npos);
    CHECK(box.run({"backlinks", "Home", "--template", "{note}:{line}\\n", "-n", "1"})
              .out.find(".md:") != std::string::npos);
}

TEST_CASE("mentions name a note without a link", "[cli][links]") {
    Sandbox box;
    box.write("Quadratic equation.md", "Quadratic equations are not mentioned by themselves.");
    box.write("a.md", "A quadratic equation, and [[Quadratic equation]] linked.");
    box.write("b.md", "Two quadratic equations.");         // another form
    box.write("c.md", "`quadratic equation` in code.");    // code
    box.write("d.md", "An equation that is quadratic.");   // another order
    box.write("e.md", "See [quadratic equation](a.md).");  // a link to another note
    box.write("Books.md", "What to read.");
    for (int i = 0; i < 6; ++i)
        box.write("books" + std::to_string(i) + ".md", "Books begin. He likes books and tea.");
    box.write("f.md", "It is in Books, my list.");
    box.working_directory = box.notes();
    REQUIRE(box.run({"index", "."}).code == 0);
    CHECK(box.run({"mentions", "Quadratic equation", "-l"}).code == 0);
    const nlohmann::json json = parsed(box.run({"mentions", "Quadratic equation", "--json"}));
    std::set<std::string> paths;
    for (const auto& hit : json["hits"]) paths.insert(hit["path"].get<std::string>());
    CHECK(paths == std::set<std::string>{"a.md", "b.md"});
    CHECK(box.run({"mentions", "Books", "-l"}).out == "f.md\n");
    CHECK(box.run({"search", "mentions:\"Quadratic equation\"", "-c"}).out == "2\n");
}

TEST_CASE("hits count the links that the note has", "[cli][links]") {
    Sandbox box;
    box.write("a.md", "# Readme.md\n");
    box.write("b.md", "[[readme]] [[Title of c]] [[other]] [[d]] [[nothing]] [x](e.md)\n");
    box.write("c.md", "# Title of c\n");
    box.write("f/d.md", "---\naliases: [other]\n---\n");
    box.write("g/e.md", "one");
    box.write("h/e.md", "other");
    for (int i = 0; i < 30; ++i) box.write("n" + std::to_string(i) + ".md", "no link");
    box.working_directory = box.notes();
    REQUIRE(box.run({"index", "."}).code == 0);
    std::map<std::string, std::pair<int, int>> counts;
    const nlohmann::json found = parsed(box.run({"search", "--json", "-n", "all", "*"}));
    for (const auto& hit : found["hits"]) counts[hit["path"]] = {hit["links_in"], hit["links_out"]};
    std::set<std::string> linked;
    const nlohmann::json links = parsed(box.run({"links", "b.md", "--json"}));
    for (const auto& link : links["links"])
        if (link["state"] == "note") linked.insert(link["path"]);
    CHECK(linked == std::set<std::string>{"a.md", "c.md", "f/d.md", "g/e.md"});
    CHECK(counts["b.md"] == std::pair(0, static_cast<int>(linked.size())));
    for (const std::string& path : linked) CHECK(counts[path] == std::pair(1, 0));
}

TEST_CASE("what names a note, and what only looks like it", "[cli][links]") {
    struct Row {
        std::string title, lang, text;
        bool names;
    };
    const std::vector<Row> rows{
        // Common words of one name: with its capital, within a sentence, alone.
        {"Settings", "en", "Open the Settings page", true},
        {"Settings", "en", "Open the settings page", false},
        {"Settings", "en", "Open the Setting page", false},
        {"Settings", "en", "Settings come first", false},
        {"Settings", "en", "Use Style Settings for it", false},
        {"Settings", "en", "Use\u00a0Style Settings for it", false},
        {"Settings", "en", "Add the Settings Search plugin", false},
        {"Settings", "en", "Go to Settings, Plugins", true},
        // German nouns have capitals, Arabic letters do not: the case tells nothing.
        {"Darstellung", "de", "Wir wählen die Darstellung hier", false},
        {"المعادلات", "ar", "انظر المعادلات هنا", false},
        // Rare words: in any case, but in this form.
        {"Zettelkasten", "en", "Luhmann kept a zettelkasten at home", true},
        {"Tangents", "en", "The line is tangent to it", false},
        {"Tangents", "en", "Secants and tangents are lines", true},
        // Several words: in all forms, but not as a part of a longer word.
        {"Quadratic equation", "en", "Two quadratic equations", true},
        {"Uniform motion", "en", "See uniform-motion today", true},
        {"Uniform motion", "en", "See uniform-motion-2 today", false},
        {"Uniform motion", "en", "See lessons/uniform-motion today", false},
        // Scripts without spaces: not common words of a few characters.
        {"検索", "ja", "ノートを検索します", false},
        {"サイドバー", "ja", "左サイドバーで設定を選択", true},
    };
    for (const Row& row : rows) {
        Sandbox box;
        const std::string lang = "---\nlang: " + row.lang + "\n---\n";
        box.write("target.md", lang + "# " + row.title + "\n");
        for (int i = 0; i < 5; ++i)
            box.write(std::to_string(i) + ".md", lang + "settings darstellung 検索 المعادلات\n");
        box.write("place.md", lang + row.text + "\n");
        box.working_directory = box.notes();
        REQUIRE(box.run({"index", "."}).code == 0);
        INFO(row.title << ": " << row.text);
        const std::string out = box.run({"mentions", "target.md", "-l"}).out;
        CHECK((out.find("place.md") != out.npos) == row.names);
    }
    // Words that are in every tenth note name something only in the form of the name.
    Sandbox box;
    box.write("formats.md", "# File formats\n");
    box.write("a.md", "Under file format, choose one.\n");
    box.write("b.md", "These file formats are read.\n");
    for (int i = 0; i < 25; ++i)
        box.write("n" + std::to_string(i) + ".md", "A file of many. Formats differ.\n");
    box.working_directory = box.notes();
    REQUIRE(box.run({"index", "."}).code == 0);
    CHECK(box.run({"mentions", "formats", "-l"}).out == "b.md\n");
}

TEST_CASE("queries ask for links", "[cli][links]") {
    const Catalogue catalogue;
    const Sandbox& box = catalogue.box;
    struct Row {
        const char* query;
        const char* count;
    };
    const Row rows[] = {
        {"links:people/Ana", "1"},
        {"links:Ana", "1"},
        {"links:\"Ana María\"", "1"},
        {"links:Home", "2"},
        {"links:Home -links:Ana", "2"},
        {"linked-by:Index", "1"},
        {"linked-by:south/near.md", "2"},
        {"is:orphan", "1"},
        {"is:dead-end", "6"},
        {"has:broken-link", "1"},
        {"has:wanted-link", "1"},
        {"has:wanted-link -links:Ana", "0"},
        {"links:Home dots", "1"},
    };
    for (const Row& row : rows) {
        INFO(row.query);
        CHECK(box.run({"search", "-c", row.query}).out == std::string(row.count) + "\n");
    }
    const Run unknown = box.run({"search", "links:Hmoe"});
    CHECK(unknown.code == 2);
    CHECK(unknown.err.find("there is no note Hmoe") != std::string::npos);
    CHECK(unknown.err.find("did you mean links:\"Home.md\"?") != std::string::npos);
    CHECK(box.run({"search", "--sort", "links", "-l", "-n", "1"}).out == "Home.md\n");
}

TEST_CASE("hits count links, related says which are linked", "[cli][links]") {
    const Catalogue catalogue;
    const Sandbox& box = catalogue.box;
    const nlohmann::json hits = parsed(box.run({"search", "--json", "file:Home"}));
    CHECK(hits["hits"][0]["links_in"] == 2);
    CHECK(hits["hits"][0]["links_out"] == 7);
    const nlohmann::json related = parsed(box.run({"related", "people/Ana", "--json"}));
    for (const auto& hit : related["hits"])
        if (hit["path"] == "Home.md") CHECK(hit["linked"] == "both");
}

TEST_CASE("check reports broken links, with what may have been meant", "[cli][links]") {
    const Catalogue catalogue;
    const Sandbox& box = catalogue.box;
    const Run run = box.run({"check", "."});
    CHECK(run.code == 1);
    CHECK(run.out == golden("links/check.txt", run.out));
    box.write(".assay.yaml", "links: off\n");
    CHECK(box.run({"check", "."}).code == 0);
}

TEST_CASE("links of a corpus are those of a note or a list", "[cli][links]") {
    const Catalogue catalogue;
    const Sandbox& box = catalogue.box;
    CHECK(box.run({"links"}).code == 2);
    CHECK(box.run({"links", "Home", "--orphans"}).code == 2);
    CHECK(box.run({"links", "--orphans", "--wanted"}).code == 2);
    CHECK(box.run({"links", "Nowhere"}).code == 1);
    const Run templated = box.run({"links", "v1.2", "--template", "{target}={to} {state}\\n"});
    CHECK(templated.out == "Home=Home.md note\n");
}

}  // namespace assay::test
