#include "cli/print/template.h"

#include "indexer/text/error.h"
#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

constexpr std::array<std::string_view, 4> known{"title", "line", "column", "meta."};

std::string filled(std::string_view given) {
    return cli::Template(given, known).filled([](std::string_view name) {
        return "<" + std::string(name) + ">";
    });
}

struct Notes : Sandbox {
    Notes() {
        write("a b/Ärzte: 1.md",
              "---\ntitle: \"Two\\tparts\"\ntags: [weather/wet, mud]\ncreated: 2024-03-05\nlang: "
              "de\npublish: true\npermalink: /x/\n"
              "status: bud\nAuthor: {name: Ana, age: 7}\nlist: [1, two]\n---\n# Oben\n\n## "
              "Regen\n\nDie **Übergröße** 🎉 Regen\nfällt.\n");
        write("sun.md", "Sun\n");
        REQUIRE(run({"index", notes().string()}).code == 0);
        working_directory = notes();
    }
};

}  // namespace

TEST_CASE("a template is text with names and escapes", "[cli][template]") {
    const std::pair<std::string_view, std::string> rows[] = {
        {"", ""},
        {"plain", "plain"},
        {"{title}", "<title>"},
        {"{line}:{column}\\t{title}\\n", "<line>:<column>\t<title>\n"},
        {"a\\0b", std::string("a\0b", 3)},
        {"\\\\n", "\\n"},
        {"{{title}}", "{title}"},
        {"{{{title}}}", "{<title>}"},
        {"{meta.status}{meta.a.b c}", "<meta.status><meta.a.b c>"},
        {"é{title}開", "é<title>開"},
        {"tab\there", "tab\there"},
    };
    for (const auto& [given, expected] : rows) {
        INFO(given);
        CHECK(filled(given) == expected);
    }
    CHECK(cli::Template("{line}\\n", known).has_line_end());
    CHECK(cli::Template("{line}\n", known).has_line_end());
    CHECK_FALSE(cli::Template("{line}\\\\n\\0", known).has_line_end());
}

TEST_CASE("an error in a template names its column", "[cli][template]") {
    struct Row {
        std::string_view given;
        const char *message, *hint;
    };
    const Row rows[] = {
        {"{titel}", "--template, column 1: unknown name {titel}", "did you mean {title}?"},
        {"é {lnie}", "--template, column 3: unknown name {lnie}", "did you mean {line}?"},
        {"{nonsense}", "--template, column 1: unknown name {nonsense}",
         "the names are title, line, column, meta.KEY"},
        {"{}", "--template, column 1: unknown name {}",
         "the names are title, line, column, meta.KEY"},
        {"{meta.}", "--template, column 1: unknown name {meta.}", "did you mean {meta.KEY}?"},
        {"{title", "--template, column 1: a brace is never closed", "write {{ for a brace"},
        {"a}", "--template, column 2: a brace was never opened", "write }} for a brace"},
        {"a\\x", "--template, column 2: unknown escape \\x",
         "write \\n \\t \\0 \\\\, {name}, and {{ }} for braces"},
        {"a\\é", "--template, column 2: unknown escape \\é",
         "write \\n \\t \\0 \\\\, {name}, and {{ }} for braces"},
        {"a\\", "--template, column 2: unknown escape \\",
         "write \\n \\t \\0 \\\\, {name}, and {{ }} for braces"},
    };
    for (const Row& row : rows) {
        INFO(row.given);
        try {
            (void)cli::Template(row.given, known);
            FAIL("no error");
        } catch (const Failure& failure) {
            CHECK(failure.error().kind == ErrorKind::usage);
            CHECK(failure.error().message == row.message);
            CHECK(failure.error().hint == row.hint);
        }
    }
}

TEST_CASE("every name of a template has its value", "[cli][template]") {
    const Notes box;
    const std::string file = (box.notes() / "a b/Ärzte: 1.md").string();
    struct Row {
        std::vector<std::string> args;
        std::string out;
    };
    const Row rows[] = {
        {{"{file}"}, file},
        {{"{path}|{note}"}, "a b/Ärzte: 1.md|a b/Ärzte: 1.md"},
        {{"{line}:{column}-{end_line}:{end_column}"}, "16:21-17:7"},
        {{"{line}:{column}-{end_line}:{end_column}", "--offsets", "bytes"}, "16:27-17:8"},
        {{"{line}:{column}-{end_line}:{end_column}", "--offsets", "utf16"}, "16:22-17:7"},
        {{"{title}"}, "Two parts"},  // a tab in a value would be a column more
        {{"{heading}|{headings}|{anchor}|{field}"}, "Regen|Oben › Regen|regen|body"},
        {{"{passage}|{more_passages}"}, "Die Übergröße 🎉 Regen fällt.|1"},
        {{"{tags}|{created}|{lang}|{words}|{published}"}, "weather/wet, mud|2024-03-05|de|7|true"},
        {{"{permalink}|{url}|{rank}|{missing}"}, "/x/||1|"},
        {{"{meta.status}|{meta.author.name}|{meta.Author.age}|{meta.list}|{meta.nothing}"},
         "bud|Ana|7|1, two|"},
        {{"{meta.author}"}, R"({"name":"Ana","age":7})"},
        {{"{path}\\n", "--passages", "0"}, "a b/Ärzte: 1.md\n"},
        {{"{line}:{column}:{end_line}:{passage}\\n", "--passages", "0"}, "1:1:1:\n"},
        {{"{line} ", "--passages", "all"}, "16 14 "},  // once for each passage
        {{"no name\\n"}, "no name\n"},
    };
    for (const Row& row : rows) {
        INFO(row.args.front());
        std::vector<std::string> args{"search", "--no-refresh", "regen", "--template"};
        args.insert(args.end(), row.args.begin(), row.args.end());
        const Run run = box.run(args);
        CHECK(run.out == row.out);
        CHECK(run.code == 0);
    }
    const Run score = box.run({"search", "regen", "--template", "{score}"}),
              json = box.run({"search", "regen", "--json"});
    CHECK(json.out.find("\"score\": " + score.out + ",") != std::string::npos);
    for (const char* name : {"updated", "modified"}) {
        INFO(name);
        CHECK(json.out.find(
                  box.run({"search", "regen", "--template", "{" + std::string(name) + "}"}).out) !=
              std::string::npos);
    }
}

TEST_CASE("templates of kwic and related", "[cli][template]") {
    const Notes box;
    CHECK(box.run({"kwic", "regen", "--template",
                   "{path}|{line}:{column}|{left}[{match}]{right}|{created}\\n", "--offsets",
                   "bytes"})
              .out ==
          "a b/Ärzte: 1.md|14:4|[Regen]|2024-03-05\na b/Ärzte: 1.md|16:27|Die Übergröße 🎉 [Regen] "
          "fällt.|2024-03-05\n");
    CHECK(
        box.run({"kwic", "regen", "--template", "{passage}"}).err.find("unknown name {passage}") !=
        std::string::npos);
    box.write("also.md", "Regen und Übergröße.\n");
    CHECK(box.run({"related", "also.md", "--template", "{note}:{line}:{column}\\n"}).out ==
          "a b/Ärzte: 1.md:16:7\n");
}

TEST_CASE("columns of lines count the unit that was chosen", "[cli][template]") {
    const Notes box;
    for (const auto& [unit, column] :
         {std::pair("codepoints", "21"), std::pair("utf16", "22"), std::pair("bytes", "27")}) {
        INFO(unit);
        CHECK(box.run({"search", "fällt regen", "--offsets", unit})
                  .out.starts_with(std::string("a b/Ärzte: 1.md:16:") + column + ": "));
        CHECK(box.run({"kwic", "größe OR fällt OR regen", "--sort", "path", "--offsets", unit})
                  .out.find(std::string("a b/Ärzte: 1.md:16:") + column + "\t") !=
              std::string::npos);
    }
}

TEST_CASE("a file name is byte for byte, or on one line if the template ends lines",
          "[cli][template]") {
    Sandbox box;
    box.write("two\nlines\t.md", "word\n");
    box.write("sub/other.md", "word\n");
    REQUIRE(box.run({"index", box.notes().string()}).code == 0);
    box.working_directory = box.notes() / "sub";
    const std::string root = box.notes().string();
    const std::vector<std::string> search{"search", "word", "--sort", "path", "--template"};
    const auto with = [&](const char* text) {
        std::vector<std::string> args = search;
        args.emplace_back(text);
        return box.run(args).out;
    };
    CHECK(with("{file}\\0") == root + "/sub/other.md" + '\0' + root + "/two\nlines\t.md" + '\0');
    CHECK(with("{path}\\0") == std::string("other.md\0../two\nlines\t.md\0", 26));
    CHECK(with("{note}\\0") == std::string("sub/other.md\0two\nlines\t.md\0", 27));
    CHECK(with("{file}\\n") == root + "/sub/other.md\n" + root + "/two lines\t.md\n");
}

TEST_CASE("a value has no control characters", "[cli][template]") {
    Sandbox box;
    box.write("a\x1b[31m.md", "---\nstatus: \"b\\u001b[31m\\nc\"\n---\nword\n");
    REQUIRE(box.run({"index", box.notes().string()}).code == 0);
    box.working_directory = box.notes();
    CHECK(box.run({"search", "word", "--template", "{meta.status}|{title}\\n"}).out ==
          "b[31m c|a[31m\n");
    CHECK(box.run({"search", "word", "--template", "{path}\\n"}).out ==
          "a\x1b[31m.md\n");  // which opens it
}

TEST_CASE("one answer has one form", "[cli][template]") {
    const Notes box;
    struct Row {
        std::vector<std::string> args;
        const char* err;
    };
    const Row rows[] = {
        {{"--template", "x", "--json"},
         "\"message\":\"--template and --json cannot be used together\""},
        {{"--template", "x", "--jsonl"}, "\"hint\":\"leave one of them out\""},
        {{"--template", "x", "-l"},
         "assay: --template and -l cannot be used together\n  hint: leave one of them out\n"},
        {{"--template", "x", "-0"}, "--template and -"},
        {{"--template", "x", "-c"}, "--template and -c cannot"},
        {{"--template", "x", "-q"}, "--template and -q cannot"},
        {{"--blocks"},
         "assay: --blocks is for JSON only\n  hint: add --json, or leave --blocks out\n"},
        {{"--text", "-l"}, "assay: --text is for JSON only\n"},
        {{"--text", "--template", "x"}, "assay: --text is for JSON only\n"},
        {{"--template", "{titel}"},
         "assay: --template, column 1: unknown name {titel}\n  hint: did you mean {title}?\n"},
    };
    for (const Row& row : rows) {
        std::vector<std::string> args{"search", "regen"};
        args.insert(args.end(), row.args.begin(), row.args.end());
        INFO(row.err);
        const Run run = box.run(args);
        CHECK(run.code == 2);
        CHECK(run.out.empty());
        CHECK(run.err.find(row.err) != std::string::npos);
    }
}

TEST_CASE("JSON has the block of a passage and the text of a note on request", "[cli][json]") {
    const Notes box;
    const std::string with = box.run({"search", "regen", "--jsonl", "--blocks", "--text"}).out,
                      without = box.run({"search", "regen", "--jsonl"}).out;
    CHECK(with.find(R"("block":"Die Übergröße 🎉 Regen fällt.","block_line":16,)"
                    R"("block_column":1,"block_end_line":17,"block_end_column":7)") !=
          std::string::npos);
    CHECK(with.find(R"("text":"Oben\n\nRegen\n\nDie Übergröße 🎉 Regen fällt.")") !=
          std::string::npos);
    CHECK(without.find(R"("block)") == std::string::npos);
    CHECK(without.find(R"("end_line":17,"end_column":7,"text":"Die Übergröße)") !=
          std::string::npos);
    CHECK(without.find(R"("text":"Oben)") == std::string::npos);
    CHECK(box.run({"related", "sun.md", "--json", "--text"}).code <= 1);
}

}  // namespace assay::test
