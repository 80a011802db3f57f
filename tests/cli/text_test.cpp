#include <sstream>

#include "cli/print/text_printer.h"
#include "cli/terminal/hyperlink.h"
#include "cli/terminal/text_layout.h"
#include "cli/terminal/wrapped_stream.h"
#include "indexer/text/unicode.h"
#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"
#include "tests/support/golden.h"

namespace assay::test {
namespace {

/// What is printed below an answer without hits, on a screen of `width` columns.
void check_facet_line(const query::SearchResult& result, std::size_t width,
                      const std::string& expected) {
    INFO(width);
    std::ostringstream screen;
    cli::print_text(screen, result, {.terminal = true, .color = false, .width = width});
    const std::string shown = screen.str();
    const std::string line = shown.substr(shown.find("\n\n") + 2);
    CHECK(line == expected);
    CHECK(unicode::display_width(line.substr(0, line.size() - 1)) <= width);
}

}  // namespace

TEST_CASE("a hit shows its file name if that matched", "[cli][text]") {
    const Corpus corpus({
        {"invoice-acme-2023.md", "---\ntitle: A bill\n---\nPay it."},
        {"a-name-of-a-file-that-is-much-longer-than-there-is-room-for.md",
         "---\ntitle: A title that alone is as wide as the screen is, or wider\n---\nx"},
        {"open-models.md", "---\ntitle: Open models, closed roads\n---\nx"},
    });
    const auto first_line = [&](std::string_view query, bool color) {
        std::ostringstream screen;
        cli::print_text(screen, corpus.search(query),
                        {.terminal = true, .color = color, .width = 50});
        const std::string shown = screen.str();
        const std::size_t begin = shown.find("\n\n") + 2;
        return shown.substr(begin, shown.find('\n', begin) - begin);
    };
    CHECK(first_line("invoice", false) == " 1  A bill (invoice-acme-2023)");
    CHECK(first_line("invoice", true).find("\x1b[1;31minvoice\x1b[0m") != std::string::npos);
    CHECK(first_line("bill", false) == " 1  A bill");
    CHECK(first_line("file:acme", false) == " 1  A bill (invoice-acme-2023)");
    CHECK(first_line("name room", false) == " 1  A title that alone is as wide… (a-name-of-a…)");
    CHECK(first_line("open", false) == " 1  Open models, closed roads");
    std::ostringstream lines;
    cli::print_text(lines, corpus.search("invoice"),
                    {.terminal = false, .color = false, .width = 80});
    CHECK(lines.str().find("(invoice") == std::string::npos);
}

TEST_CASE("text is cut by columns, not by bytes", "[cli][layout]") {
    struct Row {
        const char* text;
        std::size_t columns;
        const char* shown;
    };
    const Row rows[] = {
        {"rain", 4, "rain"},
        {"raining", 4, "rai…"},
        {"rain again", 6, "rain…"},  // no blank before the dots
        {"開源軟體", 8, "開源軟體"},
        {"開源軟體", 7, "開源軟…"},
        {"開源軟體", 6, "開源…"},           // two columns each
        {"cafe\u0301s", 5, "cafe\u0301s"},  // a combining accent has none
        {"rain", 0, ""},
        {"", 0, ""},
    };
    for (const Row& row : rows) {
        INFO(row.text << " in " << row.columns);
        CHECK(cli::fit(row.text, row.columns) == row.shown);
    }
}

TEST_CASE("lines break at blanks, and anywhere in unspaced scripts", "[cli][layout]") {
    struct Row {
        const char* text;
        std::size_t columns;
        std::vector<std::string> lines;
    };
    const Row rows[] = {
        {"the rain again", 8, {"the rain", "again"}},
        {"the rain again", 7, {"the", "rain", "again"}},
        {"a  b", 1, {"a", "b"}},
        {"unbelievably so", 6, {"unbeli", "evably", "so"}},  // a word wider than the line
        {"開源軟體", 5, {"開源", "軟體"}},
        {"用 git 開源", 6, {"用 git", "開源"}},
        {"", 5, {}},
    };
    for (const Row& row : rows) {
        INFO(row.text << " in " << row.columns);
        std::vector<std::string> lines;
        for (const query::TextRange& line : cli::wrap(row.text, row.columns))
            lines.emplace_back(
                std::string_view(row.text).substr(line.begin, line.end - line.begin));
        CHECK(lines == row.lines);
    }
}

TEST_CASE("marks are painted within their line", "[cli][layout]") {
    const cli::Palette on(true), off(false);
    CHECK(off.marked("the rain again", {0, 14}, {{4, 8}}) == "the rain again");
    CHECK(on.marked("the rain again", {0, 14}, {{4, 8}}) == "the \x1b[1;31mrain\x1b[0m again");
    CHECK(on.marked("the rain again", {6, 14}, {{4, 8}}) == "\x1b[1;31min\x1b[0m again");
}

TEST_CASE("the end of a text is also cut by columns", "[cli][layout]") {
    struct Row {
        const char* text;
        std::size_t columns;
        const char* shown;
    };
    const Row rows[] = {
        {"rain", 4, "rain"},
        {"the rain", 5, "…rain"},
        {"the rain", 6, "…rain"},  // no blank after the dots
        {"開源軟體", 7, "…源軟體"},
        {"開源軟體", 6, "…軟體"},
        {"e\u0301te\u0301", 2, "…e\u0301"},
        {"rain", 0, ""},
    };
    for (const Row& row : rows) {
        INFO(row.text << " in " << row.columns);
        CHECK(cli::fit_end(row.text, row.columns) == row.shown);
    }
}

TEST_CASE("messages are wrapped at the terminal's width", "[cli][layout]") {
    std::ostringstream out;
    {
        cli::WrappedLines lines(out, 20);
        std::ostream wrapped(&lines);
        wrapped << "short\n\n  hint: a longer line of words\nnot ended";
    }
    CHECK(out.str() == "short\n\n  hint: a longer\n    line of words\nnot ended");
}

TEST_CASE("a path on a terminal is a link, whatever it holds", "[cli][hyperlink]") {
    struct Row {
        const char* wanted;
        const char* address;
    };
    const Row rows[] = {
        {"vscode", "vscode://file/notes/a%20b%1B%5D%3B%E9%96%8B.md:3:7"},
        {"cursor", "cursor://file/notes/a%20b%1B%5D%3B%E9%96%8B.md:3:7"},
        {"zed", "zed://file/notes/a%20b%1B%5D%3B%E9%96%8B.md:3:7"},
        {"x-mine:{line}/{column}{path}", "x-mine:3/7/notes/a%20b%1B%5D%3B%E9%96%8B.md"},
    };
    for (const Row& row : rows) {
        INFO(row.wanted);
        CHECK(cli::Hyperlinks(row.wanted, "/notes").link("here", "a b\x1b];開.md", 3, 7) ==
              std::string("\x1b]8;;") + row.address + "\x1b\\here\x1b]8;;\x1b\\");
    }
    CHECK(cli::Hyperlinks("none", "/notes").link("here", "a.md", 3, 7) == "here");
    CHECK(cli::Hyperlinks().link("here", "a.md", 3, 7) == "here");
    const std::string file = cli::Hyperlinks("file", "/notes").link("here", "a.md", 3, 7);
    CHECK(file.starts_with("\x1b]8;;file://"));
    CHECK(file.find("/notes/a.md\x1b\\here") != std::string::npos);
    for (const char* wrong :
         {"", "vsc", "mine://", "no-address{path}", "x://{path} y", "x://{path}\x1b\\"})
        CHECK_THROWS_AS(cli::Hyperlinks(wrong, "/notes"), Failure);
}

TEST_CASE("the screen of a reader, at three widths", "[cli][screen]") {
    TempDir dir;
    indexer::update_index(std::string(ASSAY_SOURCE_DIR) + "/data/essays", dir / "index", {});
    query::OpenIndex index(dir / "index");
    query::Searcher searcher(index);
    for (const std::size_t width : {60U, 80U, 120U}) {
        std::ostringstream screens;
        for (const char* query : {"open-source infrastructure", "開源", "tag:craft OR werkstatt",
                                  "\"last mile\"", ""}) {
            query::SearchRequest request;
            request.text = query;
            request.limit = 3;
            request.facets = {"tag", "year"};
            Result<query::SearchResult> result = searcher.search(request);
            REQUIRE(result.has_value());
            result->elapsed_ms = 3;
            screens << "$ assay search " << query << " -n 3\n";
            cli::print_text(screens, *result, {.terminal = true, .color = false, .width = width});
            screens << '\n';
        }
        std::istringstream lines(screens.str());
        for (std::string line; std::getline(lines, line);)
            CHECK(unicode::display_width(line) <= width);
        CHECK(screens.str() == golden("screen-" + std::to_string(width) + ".txt", screens.str()));
    }
}

TEST_CASE("a cut title has whole characters, and its marks as far as it is shown",
          "[cli][screen]") {
    struct Row {
        const char* title;
        query::TextRange mark;
        std::size_t width;
        const char* painted;  // after its number
    };
    const Row rows[] = {
        {"behind the cats", {11, 15}, 40, "\x1b[1mbehind the \x1b[0m\x1b[1;31mcats\x1b[0m"},
        {"behind the cats and more words",
         {11, 15},
         20,
         "\x1b[1mbehind the \x1b[0m\x1b[1;31mcats\x1b[0m\x1b[1m…\x1b[0m"},  // the dots begin where
                                                                            // the mark ends
        {"behind the cats and more words",
         {11, 15},
         19,
         "\x1b[1mbehind the \x1b[0m\x1b[1;31mcat\x1b[0m\x1b[1m…\x1b[0m"},  // within it
        {"behind the cats and more words",
         {11, 15},
         17,
         "\x1b[1mbehind the \x1b[0m\x1b[1;31mc\x1b[0m\x1b[1m…\x1b[0m"},
        {"behind the cats and more words",
         {11, 15},
         16,
         "\x1b[1mbehind the…\x1b[0m"},  // and before it
        {"mehr über über allem Übel",
         {11, 16},
         17,
         "\x1b[1mmehr über \x1b[0m\x1b[1;31müb\x1b[0m\x1b[1m…\x1b[0m"},
        {"the cats – and more words",
         {4, 18},
         14,
         "\x1b[1mthe \x1b[0m\x1b[1;31mcats\x1b[0m\x1b[1m…\x1b[0m"},  // another sign that begins
                                                                     // with the same byte
        {"at the end… and more",
         {7, 10},
         15,
         "\x1b[1mat the \x1b[0m\x1b[1;31mend\x1b[0m\x1b[1m…\x1b[0m"},  // dots of its own
    };
    for (const Row& row : rows) {
        INFO(row.title << " in " << row.width);
        query::SearchResult result;
        result.total = 1;
        query::Hit hit;
        hit.rank = 1;
        hit.title = row.title;
        hit.title_marks = {row.mark};
        result.hits = {hit};
        std::ostringstream screen;
        cli::print_text(screen, result, {.terminal = true, .color = true, .width = row.width});
        std::istringstream lines(screen.str());
        std::string line;
        for (int i = 0; i < 3; ++i) std::getline(lines, line);
        const std::string number = "\x1b[2m 1  \x1b[0m";
        REQUIRE(line.starts_with(number));
        CHECK(line.substr(number.size()) == row.painted);
    }
}

TEST_CASE("the number of years that do not fit is shown", "[cli][screen]") {
    query::SearchResult result;
    result.total = 9;
    query::Facet years;
    years.name = "year";
    for (int year = 1990; year < 2026; ++year) years.counts.push_back({std::to_string(year), 4});
    result.facets = {years};
    const std::pair<std::size_t, const char*> rows[] = {
        {100,
         " years  2017 █  2018 █  2019 █  2020 █  2021 █  2022 █  2023 █  2024 █  2025 █  (+27 "
         "earlier)\n"},
        {60, " years  2022 █  2023 █  2024 █  2025 █  (+32 earlier)\n"},
        {38, " years  2024 █  2025 █  (+34 earlier)\n"},
        {31, " years  2025 █  (+35 earlier)\n"},
        {22, " years  (+36 earlier)\n"},
    };
    for (const auto& [width, expected] : rows) check_facet_line(result, width, expected);
}

TEST_CASE("a long path keeps its name and its line", "[cli][screen]") {
    query::SearchResult result;
    result.total = 1;
    query::Hit hit;
    hit.rank = 1;
    hit.path = "a-folder-of-some-length/and-another/the-note.md";
    hit.tags = {"tag"};
    query::Passage passage;
    passage.line = 123;
    passage.text = "rain";
    hit.passages = {passage};
    result.hits = {hit};
    std::ostringstream screen;
    cli::print_text(screen, result, {.terminal = true, .color = false, .width = 32});
    INFO(screen.str());
    CHECK(screen.str().find("\n    …and-another/the-note.md:123\n") != std::string::npos);
}

TEST_CASE("a line of tags shows at least one", "[cli][screen]") {
    query::SearchResult result;
    result.total = 9;
    query::Facet tags;
    tags.name = "tag";
    tags.counts.push_back({"a-tag-that-is-rather-long", 9});
    for (int tag = 0; tag < 3148; ++tag) tags.counts.push_back({"t" + std::to_string(tag), 1});
    result.facets = {tags};
    const std::pair<std::size_t, const char*> rows[] = {
        {80, " tags   a-tag-that-is-rather-long 9   t0 1   t1 1   t2 1   (+3145: assay tags …)\n"},
        {60, " tags   a-tag-that-is-rather-long 9   (+3148: assay tags …)\n"},
        {50, " tags   a-tag-that-is-rather-long 9   (+3148)\n"},
        {45, " tags   a-tag-that-is-rather-… 9   (+3148)\n"},
        {37, " tags   a-tag-that-is-ra… 9   (+3148)\n"},
        {24, " tags   a-t… 9   (+3148)\n"},
        {20, " tags    (+3149)\n"},
    };
    for (const auto& [width, expected] : rows) check_facet_line(result, width, expected);
}

TEST_CASE("facets are below the hits, each on a line that fits", "[cli][screen]") {
    const Corpus corpus({
        {"a.md",
         "---\ntags: [tech/ai]\nlang: en-GB\nstatus: bud\nlong: {name: {of: {a: key}}}\n---\n"},
        {"essays/b.md",
         "---\ntags: [tech]\ncreated: 2023-01-01\nstatus: \"ever\\e[31m\\ngreen\\u202e\"\n---\n"},
        {"essays/drafts/c.md",
         "---\nstatus: [bud, and a value that is nearly as long as a sentence]\n---\n"},
        {"essays/drafts/開源軟體/d.md", "---\ntags: [tech/ai/models]\nlang: en-GB\n---\n"},
    });
    struct Row {
        const char* reason;
        std::vector<std::string> facets;
        std::size_t width;
        const char* lines;
    };
    const Row rows[] = {
        {"none", {}, 80, ""},
        {"without a value there is no line", {"created", "nothing"}, 80, ""},
        {"tags and years, as ever",
         {"tag", "year"},
         80,
         "\n tags   tech 3   tech/ai 2   tech/ai/models 1\n years  2023 █\n"},
        {"in the order asked for; a parent with no more notes than its child says nothing new",
         {"year", "folder", "lang"},
         80,
         "\n years    2023 █\n folders  essays 3   essays/drafts 2   essays/drafts/開源軟體 1\n "
         "langs    en 4   en-gb 2\n"},
        {"what does not fit is counted",
         {"folder", "tag"},
         40,
         "\n folders  essays 3   (+2)\n tags     tech 3   (+2: assay tags …)\n"},
        {"values are clean and cut",
         {"status"},
         70,
         "\n status  bud 2   and a value that is nearly as long… 1   (+1)\n"},
        {"and clean, on one line",
         {"status"},
         100,
         "\n status  bud 2   and a value that is nearly as long as a sentence 1   ever[31m green "
         "1\n"},
        {"a name is cut too",
         {"long.name.of.a", "status"},
         24,
         "\n long.name.of.a  key 1\n status           (+3)\n"},
        {"narrow",
         {"long.name.of.a", "status"},
         20,
         "\n long.name.of.a   (…\n status           (…\n"},
    };
    query::OpenIndex index(corpus.index_directory());
    query::Searcher searcher(index);
    for (const Row& row : rows) {
        INFO(row.reason);
        query::SearchRequest request;
        request.limit = 0;
        request.facets = row.facets;
        const Result<query::SearchResult> result = searcher.search(request);
        REQUIRE(result.has_value());
        std::ostringstream screen;
        cli::print_text(screen, *result, {.terminal = true, .color = false, .width = row.width});
        const std::string shown = screen.str();
        CHECK(shown.substr(shown.find('\n') + 1) == row.lines);
        std::istringstream lines(shown);
        for (std::string line; std::getline(lines, line);)
            CHECK(unicode::display_width(line) <= row.width);
    }
}

}  // namespace assay::test
