#include "indexer/config.h"

#include <cstdlib>
#include <fstream>

#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::indexer {
namespace {

/// A corpus and a user's home, each with a configuration or without ("").
struct Homes {
    Homes(const std::string& of_corpus, const std::string& of_user) {
        setenv("XDG_CONFIG_HOME", (directory.path() / "home").c_str(), 1);
        std::filesystem::create_directories(directory.path() / "home" / "assay");
        std::filesystem::create_directories(root());
        if (!of_corpus.empty()) std::ofstream(root() / ".assay.yaml") << of_corpus;
        if (!of_user.empty()) std::ofstream(user_config_file()) << of_user;
    }
    ~Homes() { unsetenv("XDG_CONFIG_HOME"); }
    Homes(const Homes&) = delete;
    Homes& operator=(const Homes&) = delete;
    std::filesystem::path root() const { return directory.path() / "notes"; }
    test::TempDir directory;
};

using Strings = std::vector<std::string>;

/// "a0, a1, …", each with `suffix` after it.
std::string many(int count, const std::string& suffix = "") {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i > 0 ? ", a" : "a") + std::to_string(i) + suffix;
    return list;
}

}  // namespace

TEST_CASE("every key of a configuration is read", "[indexer][config]") {
    const Homes homes(
        "exclude: [\"templates/**\", clippings]\nsite_url: https://example.org\nlanguage: "
        "de\nfacets: status\n"
        "weights: { \"clippings/**\": 0.3 }\nsynonyms: [[oss, \"open source\"], [a, b, "
        "c]]\nmax_note_bytes: 1000\nrefresh_budget_ms: 7\nhtml: true\n",
        "editor: nvim\npager: less -R\nhyperlink: vscode\ndefault_corpus: /notes\n");
    const Config config = load_config(homes.root());
    CHECK(config.exclude == Strings{"templates/**", "clippings"});
    CHECK(config.site_url == "https://example.org");
    CHECK(config.language == "de");
    CHECK(config.facets == Strings{"status"});
    CHECK(config.weights == std::vector<std::pair<std::string, double>>{{"clippings/**", 0.3}});
    CHECK(config.synonyms == std::vector<Strings>{{"oss", "open source"}, {"a", "b", "c"}});
    CHECK(config.max_note_bytes == 1000);
    CHECK(config.refresh_budget_ms == 7);
    CHECK(config.raw_html);
    CHECK_FALSE(Config().raw_html);
    CHECK(config.editor == "nvim");
    CHECK(config.pager == "less -R");
    CHECK(config.hyperlink == "vscode");
    CHECK(config.default_corpus == "/notes");
}

TEST_CASE("the user's own configuration wins, key by key", "[indexer][config]") {
    const Homes homes("language: de\nexclude: [a]\n", "language: fr\n");
    const Config config = load_config(homes.root());
    CHECK(config.language == "fr");
    CHECK(config.exclude == Strings{"a"});
    CHECK(load_config({}).exclude.empty());
}

TEST_CASE("links out of a corpus are followed when the user's own file says so",
          "[indexer][config]") {
    CHECK_FALSE(load_config(Homes("", "").root()).follow_links);
    CHECK(load_config(Homes("", "follow_links: true\n").root()).follow_links);
    CHECK_FALSE(load_config(Homes("", "follow_links: false\n").root()).follow_links);
    const Homes wrong("", "follow_links: [a]\n");
    CHECK_THROWS_AS(load_config(wrong.root()), Failure);
}

TEST_CASE("no configuration, an empty one and one of comments are the defaults",
          "[indexer][config]") {
    for (const char* text : {"", "\n", "# exclude: [a]\n", "exclude:\n"}) {
        INFO(text);
        const Homes homes(text, "");
        const Config config = load_config(homes.root());
        CHECK(config.exclude.empty());
        CHECK(config.language == "en");
        CHECK(config.max_note_bytes == 16U << 20U);
    }
}

TEST_CASE("what a configuration must not hold is refused at its line, with one hint",
          "[indexer][config]") {
    struct Row {
        std::string text;
        std::uint32_t line;
        const char* message;  // part of it
        const char* hint;     // part of it
    };
    const Row rows[] = {
        {"language: en\nexlude: [a]\n", 2, "there is no key exlude", "did you mean exclude?"},
        {"exclude: [" + many(101) + "]\n", 1, "more than 100 globs", "a folder"},
        {"weights: {" + many(101, ": 1") + "}\n", 1, "more than 100 globs", "a folder"},
        {"languages: {" + many(101, ": de") + "}\n", 1, "more than 100 globs", "a folder"},
        {"nonsense: 1\n", 1, "there is no key nonsense", "keys are exclude, site_url"},
        {"\neditor: rm -rf /\n", 2, "editor cannot be set by a corpus", "config.yaml"},
        {"pager: less\n", 1, "pager cannot be set by a corpus", "config.yaml"},
        {"follow_links: true\n", 1, "follow_links cannot be set by a corpus", "config.yaml"},
        {"default_corpus: /\n", 1, "default_corpus cannot be set by a corpus", "config.yaml"},
        {"exclude: {a: b}\n", 1, "exclude: expected a list of globs", "[a, b]"},
        {"exclude: [[a]]\n", 1, "exclude: expected globs", "colon"},
        {"site_url: example.org\n", 1, "site_url: expected an address", "https://"},
        {"weights: { \"a/**\": heavy }\n", 1, "weights: expected a number", "colon"},
        {"weights: { \"a/**\": -1 }\n", 1, "weights: expected a number", "colon"},
        {"weights: { \"a/**\": .nan }\n", 1, "weights: expected a number", "colon"},
        {"weights: [a]\n", 1, "weights: expected globs with numbers", "0.3"},
        {"synonyms: [[oss]]\n", 1, "synonyms: expected two words or more", "open source"},
        {"synonyms: oss\n", 1, "synonyms: expected lists of words", "open source"},
        {"max_note_bytes: 0\n", 1, "max_note_bytes: expected a number of bytes", "colon"},
        {"max_note_bytes: 16777217\n", 1,
         "max_note_bytes: a corpus can only lower it from 16777216", "config.yaml"},
        {"max_note_bytes: many\n", 1, "max_note_bytes: expected a number of bytes", "colon"},
        {"refresh_budget_ms: -1\n", 1, "refresh_budget_ms: expected milliseconds", "colon"},
        {"language: en\nfacets: [a, '']\n", 2, "facets: expected front-matter keys", "colon"},
        {"language: en\nfoo: [\n", 3, "not valid YAML", "correct it there"},
        {"- a\n", 1, "not a list of key: value", "exclude"},
        {"language: ''\n", 1, "language: expected a language", "colon"},
        {"html: [a]\n", 1, "html: expected true or false", "html: true"},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const Homes homes(row.text, "");
        try {
            load_config(homes.root());
            FAIL_CHECK("read without a complaint");
        } catch (const Failure& failure) {
            CHECK(failure.error().kind == ErrorKind::usage);
            CHECK(failure.error().where.value().path == (homes.root() / ".assay.yaml").string());
            CHECK(failure.error().where->line == row.line);
            INFO(failure.error().message << " / " << failure.error().hint);
            CHECK(failure.error().message.find(row.message) != std::string::npos);
            CHECK(failure.error().hint.find(row.hint) != std::string::npos);
        }
    }
}

TEST_CASE("a configuration that is a link is followed inside the corpus only",
          "[indexer][config]") {
    const Homes homes("", "");
    homes.directory.write("notes/settings/assay.yaml", "language: de\n");
    homes.directory.write("outside.yaml", "language: fr\n");
    std::filesystem::create_symlink("settings/assay.yaml", homes.root() / ".assay.yaml");
    CHECK(load_config(homes.root()).language == "de");
    std::filesystem::remove(homes.root() / ".assay.yaml");
    std::filesystem::create_symlink("../outside.yaml", homes.root() / ".assay.yaml");
    CHECK_THROWS_AS(load_config(homes.root()), Failure);
}

}  // namespace assay::indexer
