#include <string>

#include "indexer/document_builder.h"
#include "indexer/note/note.h"
#include "indexer/text/limits.h"
#include "indexer/text/unicode.h"
#include "tests/support/catch.h"

namespace assay::indexer {
namespace {

std::string repeated(const std::string& unit, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += unit;
    return text;
}

Note read(const std::string& bytes) { return read_note("note.md", bytes, 0, {}); }

std::string problems_of(const Note& note) {
    std::string all;
    for (const Error& problem : note.problems)
        all += std::to_string(problem.where->line) + ": " + problem.message + "\n";
    return all;
}

}  // namespace

TEST_CASE("what would take Markdown too long is read as text, with a problem",
          "[indexer][limits]") {
    struct Row {
        std::string name, note, problem, text;  // the problem begins so; the text is found
    };
    const std::string wide = "|" + repeated("a|", 900) + "\n|" + repeated("-|", 900) + "\n";
    const Row rows[] = {
        {"a table of short rows", "lighthouse\n\n" + wide + repeated("|b\n", 200) + "harbour\n",
         "4: tables that lack more than 100000 cells together", "harbour"},
        {"a table of many columns",
         "|" + repeated("a|", 1'001) + "\n|" + repeated("-|", 1'001) + "\n|harbour|\n",
         "2: a table with more than 1000 columns", "|harbour|"},
        {"deep quotes", "lighthouse\n" + repeated(">", 5'000) + " harbour\n",
         "2: nested deeper than 200 columns", "harbour"},
        {"deep lists", repeated("- ", 5'000) + "harbour\n", "1: nested deeper than 200 columns",
         "harbour"},
        {"a paragraph of signs", repeated("[a](", 30'000) + " harbour",
         "1: a paragraph with more than 20000 signs", "harbour"},
        {"a tree too large", repeated("*a* ", 300'000) + " harbour", "1: ", "harbour"},
        {"a run of signs", "x" + repeated("]", 1'000) + " harbour", "", "harbour"},
        {"tags never closed", repeated("a <? ", 10'000) + " harbour", "", "harbour"},
    };
    for (const Row& row : rows) {
        INFO(row.name);
        const Note note = read(row.note);
        CHECK(problems_of(note).starts_with(row.problem));
        CHECK((row.problem.empty() ? note.problems.empty() : note.problems.size() == 1));
        CHECK(note.record.text.find(row.text) != std::string::npos);
    }
}

TEST_CASE("tables, rules, fences and lists within the limits are what they were",
          "[indexer][limits]") {
    const Note note = read("| a | b |\n|" + repeated("-", 300) + "|:---:|\n| *c* |\n\n" +
                           repeated("*", 300) + "\n\n" + repeated("`", 100) + "\ncode\n" +
                           repeated("`", 100) + "\n\n" + repeated("- [l](u)\n", 6'000));
    CHECK(note.problems.empty());
    CHECK(note.features.table);
    REQUIRE(note.record.code.size() == 1);
    CHECK(note.record.text.find("](u)") == std::string::npos);
    CHECK(note.record.text.find("***") == std::string::npos);
}

TEST_CASE("tags, aliases and titles have limits, each with a problem", "[indexer][limits]") {
    std::string many = "---\naliases: [" + repeated("a, ", 1'500) + "]\ntitle: \"" +
                       repeated("b", 5'000) + "\"\n---\n#good #" + repeated("x/", 40) + "y #" +
                       repeated("z", 1'500) + "\n";
    for (int i = 0; i < 12'000; ++i) many += "#t" + std::to_string(i) + " ";
    const Note note = read(many);
    CHECK(note.record.tags.size() == text::max_tags);
    CHECK(note.record.tags.front() == "good");
    CHECK(note.record.aliases.size() == text::max_aliases);
    CHECK(note.record.title.size() == text::max_title_bytes);
    std::vector<std::string> said;
    for (const Error& problem : note.problems) said.push_back(problem.message);
    CHECK(said == std::vector<std::string>{
                      "the title is longer than 4096 bytes, the rest left out",
                      "aliases beyond the first 1000, left out: 500",
                      "tags longer than 1000 bytes or with more than 32 levels, left out: 2",
                      "tags beyond the first 10000, left out: 2001"});
}

TEST_CASE("front matter of a hundred thousand problems lists a hundred, and no depth is too much",
          "[indexer][limits]") {
    CHECK(read("---\n" + repeated("k: v\n", 100'000) + "---\nharbour\n").problems.size() ==
          text::max_header_problems + 1);
    CHECK(problems_of(read("---\ntitle: a\nk: " + repeated("[", 600'000) + "\n---\nharbour\n"))
              .starts_with("1: front matter is larger than 262144 bytes"));
    const Note note =
        read("+++\n" + repeated("a.", 100'000) + "a = 1\ntitle = \"Harbour\"\n+++\nlighthouse\n");
    CHECK(note.record.title == "Harbour");
    CHECK(note.record.text == "lighthouse");
}

TEST_CASE("of a note with too many different words those that come late are not found",
          "[indexer][limits]") {
    std::string words;
    for (std::size_t i = 0; i <= text::max_note_terms; ++i) words += std::to_string(i) + "x ";
    std::vector<Error> problems;
    const Xapian::Document document =
        build_document(read("harbour " + words + "harbour lighthouse"), {}, problems);
    CHECK(document.termlist_count() <
          text::max_note_terms + 100);  // with those of its path, title and so on
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().message ==
          "more than 250000 different words; some of them cannot be found");
    const auto has = [&](const std::string& term) {
        Xapian::TermIterator at = document.termlist_begin();
        at.skip_to(term);
        return at != document.termlist_end() && *at == term;
    };
    CHECK(has("harbour"));
    CHECK_FALSE(has("lighthouse"));
    CHECK(build_document(read("harbour"), {}, problems).termlist_count() > 0);
    CHECK(problems.size() == 1);  // the next note begins anew
}

TEST_CASE("a letter keeps thirty marks", "[schema][unicode][limits]") {
    const std::string folded = unicode::fold_case("e" + repeated("\u0316\u0301", 100'000) + "x");
    CHECK(unicode::length(folded) <= text::max_marks + 2);
    CHECK(folded.ends_with("x"));
    CHECK(unicode::fold_case("e" + repeated("\u0316\u0301", 15)) ==
          unicode::fold_case("e" + repeated("\u0301\u0316", 15)));
}

}  // namespace assay::indexer
