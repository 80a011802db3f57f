#include <string>

#include "indexer/text/limits.h"
#include "query/language/query_parser.h"
#include "query/language/query_string.h"
#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::query {
namespace {

constexpr std::int64_t now = 1795521600;  // 2026-11-24T12:00:00Z

struct Row {
    std::string query;
    const char* message;  // a part of it
    std::size_t column;   // 1-based, in characters
    const char* hint = "";
};

template <std::size_t size>
void check_errors(const Row (&rows)[size]) {
    for (const Row& row : rows) {
        INFO(row.query.substr(0, 200));
        const Result<QueryNode> tree = parse_query(row.query, now);
        REQUIRE_FALSE(tree.has_value());
        const Error& error = tree.error();
        INFO(error.message << " | " << error.hint);
        CHECK(error.kind == ErrorKind::query);
        CHECK(error.message.find(row.message) != std::string::npos);
        CHECK(error.message.find('\n') == std::string::npos);
        CHECK(error.column == row.column);
        CHECK_FALSE(error.hint.empty());
        CHECK(error.hint.find(row.hint) != std::string::npos);
    }
}

std::string repeat(std::string_view text, std::size_t times) {
    std::string all;
    while (times-- > 0) all += text;
    return all;
}

/// "w0 w1 … ": as many words.
std::string words(std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all.append("w").append(std::to_string(i)).append(" ");
    return all;
}

}  // namespace

TEST_CASE("a query without anything to search for is none", "[query][parser]") {
    const char *nothing = "nothing to search for", *hint = "type a word";
    const Row rows[] = {
        {"...", nothing, 1, hint},
        {"!!!", nothing, 1, hint},
        {" -- --", nothing, 2, hint},
        {"-", nothing, 1, hint},
        {"-!", nothing, 1, hint},
        {"~", nothing, 1, hint},
        {"\\", nothing, 1, hint},
        {"=", nothing, 1, hint},
        {"#", nothing, 1, hint},
        {"**", nothing, 1, hint},
        {"\u3000\u2026\u2026", nothing, 2, hint},
        {"& + / <>", nothing, 1, hint},
        {"\u2022 \u2212", nothing, 1, hint},  // a bullet, a minus
        {"\ufe0f", nothing, 1, hint},
        {"rain \"...\"", "no word between these quotes", 6},
        {"rain (?!)", "nothing between these parentheses", 6},
        {"rain title:...", "a value is missing", 12},
        {"rain OR ...", "OR needs a word", 9},
        {"rain NEAR --", "NEAR joins words", 11},
        {"\u201c\u2026\u201d", "no word between these quotes", 1},
    };
    check_errors(rows);
}

TEST_CASE("a plain text without a word is an error, a blank one every note",
          "[query][parser][plain]") {
    struct Plain {
        const char* text;
        std::size_t column;  // 0: none
    };
    const Plain rows[] = {{"...", 1},        {"  -- --", 3}, {"(())", 1},      {"\xc2", 1},
                          {"\"\u2026\"", 1}, {"", 0},        {" \n\u200b", 0}, {"*", 0},
                          {"\u20ac", 0},     {"rain ...", 0}};
    const test::Corpus corpus(test::Corpus::Notes{{"a.md", "rain"}});
    OpenIndex index(corpus.index_directory());
    for (const Plain& row : rows) {
        INFO(row.text);
        SearchRequest request;
        request.text = row.text;
        request.plain = true;
        const Result<SearchResult> result = Searcher(index).search(request);
        REQUIRE(result.has_value() == (row.column == 0));
        if (result) continue;
        CHECK(result.error().kind == ErrorKind::query);
        CHECK(result.error().column == row.column);
        CHECK_FALSE(result.error().hint.empty());
    }
}

TEST_CASE("an unbalanced query says what is open, and where", "[query][parser]") {
    const Row rows[] = {
        {"\"rain", "quote is never closed", 1},
        {"rain \"sun", "quote is never closed", 6},
        {"rain\"", "quote is never closed", 5},
        {"\"a b\" \"", "quote is never closed", 7},
        {"\u201crain", "quote is never closed", 1},
        {"\u00abrain\"", "quote is never closed", 1},  // another family
        {"\u300crain", "quote is never closed", 1},
        {"\u958b\u6e90 \u00e9t\u00e9 \"x", "quote is never closed", 8},  // code points, not bytes
        {"title:\"x", "quote is never closed", 7},
        {"\"rain\\\"", "quote is never closed", 1, "\\\" is a quote among them"},
        {"meta.\"my key:x", "quote is never closed", 6},
        {"tag:\"two words", "quote is never closed", 5},
        {"tag:=\"two words", "quote is never closed", 6},
        {"path:\"my folder/", "quote is never closed", 6},
        {"meta.status:\"x", "quote is never closed", 13},
        {"created:\"2023", "quote is never closed", 9},
        {"(rain", "( is never closed", 1},
        {"rain ((sun)", "( is never closed", 6},
        {"-(", "( is never closed", 2},
        {"title:(", "( is never closed", 7},
        {"(\"a)b\"", "( is never closed", 1},  // inside a phrase it closes nothing
        {"\uff08rain", "( is never closed", 1},
        {"rain)", "no ( for this )", 5},
        {")", "no ( for this )", 1},
        {"(rain))", "no ( for this )", 7},
        {"rain :-)", "no ( for this )", 8, "\")\""},
    };
    check_errors(rows);
}

TEST_CASE("a group, a phrase, a field or a tag without a value is an error", "[query][parser]") {
    const Row rows[] = {
        {"()", "nothing between these parentheses", 1},
        {"rain ( )", "nothing between these parentheses", 6},
        {"(())", "nothing between these parentheses", 2},
        {"-()", "nothing between these parentheses", 2},
        {"title:()", "nothing between these parentheses", 7},
        {"(!!)", "nothing between these parentheses", 1},  // punctuation is nothing
        {"(-)", "nothing between these parentheses", 1},
        {"\"\"", "no word between these quotes", 1},
        {"rain \"\"", "no word between these quotes", 6},
        {"\" \"", "no word between these quotes", 1},
        {"rain \"!?\"", "no word between these quotes", 6},
        {"\u201c\u201d", "no word between these quotes", 1},
        {"title:\"\"", "no word between these quotes", 7},
        {"title:!", "a value is missing", 7, "title:commons"},
        {"title:-", "a value is missing", 7},
        {"path:\"\"", "a value is missing", 7, "path:essays/"},
        {"path:\" \"", "a value is missing", 8},
        {"lang:\"\"", "a value is missing", 7},
        {"created:\"\"", "a value is missing", 10, "created:2023"},
        {"words:\"\"", "a value is missing", 8},
        {"meta.status:\"\"", "a value is missing", 14, "meta.status:"},
        {"tag:\"\"", "a tag is missing", 6},
        {"tag:/", "a tag is missing", 5},
        {"tag:=", "a tag is missing", 6},
        {"tag:#", "a tag is missing", 6},
        {"tag:(a b)", "tag: takes no group", 5, "(tag:… OR tag:…)"},
        {"path:(a b)", "path: takes no group", 6},
        {"file:(a b)", "file: takes no group", 6, "(file:… OR file:…)"},
        {"file:\"\"", "a value is missing", 7, "file:home"},
        {"rain file:a/b.md", "file: takes a name, without its folder", 12, "path:a/b.md"},
        {"filename:x", "there is no field \"filename\"", 1, "did you mean file: ?"},
        {"created:(2023 2024)", "created: takes no group", 9},
        {"meta.status:(a b)", "meta.status: takes no group", 13, "(meta.status:… OR"},
        {"meta:x", "needs the name of a front-matter key", 1, "meta.status:evergreen"},
        {"meta.:x", "needs the name of a front-matter key", 1},
    };
    check_errors(rows);
}

TEST_CASE("an operator needs its words", "[query][parser]") {
    const Row rows[] = {
        {"OR", "OR needs a word on both sides", 1, "\"OR\""},
        {"OR rain", "OR needs a word on both sides", 1},
        {"rain OR", "OR needs a word on both sides", 8},
        {"rain |", "OR needs a word on both sides", 7},
        {"|", "OR needs a word on both sides", 1},
        {"(rain OR)", "OR needs a word on both sides", 9},
        {"rain OR OR sun", "OR needs a word on both sides", 9},
        {"rain OR !", "OR needs a word on both sides", 9},
        {"rain ||| sun", "OR needs a word on both sides", 8},
        {"AND", "AND needs a word on both sides", 1, "\"AND\""},
        {"AND rain", "AND needs a word on both sides", 1},
        {"rain AND", "AND needs a word on both sides", 6},
        {"(AND rain)", "AND needs a word on both sides", 2},
        {"(rain AND)", "AND needs a word on both sides", 7},
        {"rain AND AND sun", "AND needs a word on both sides", 6},
        {"rain AND OR sun", "AND needs a word on both sides", 6},
        {"rain OR AND sun", "AND needs a word on both sides", 9},
        {"rain AND !", "AND needs a word on both sides", 6},
        {"h?re~", "a word takes * and ?, or a ~, not both", 1},
        {"so*ce~2", "a word takes * and ?, or a ~, not both", 1},
        {"open-so*ce NEAR here", "a word with * or ? has no hyphen in a NEAR", 1},
        {"here NEAR open-so*ce", "a word with * or ? has no hyphen in a NEAR", 11},
        {"b?g", "a word with * or ? needs at least 3 letters", 1},
        {"*ab*", "a word with * or ? needs at least 3 letters", 1},
        {"plug-*n", "a word with * or ? needs at least 3 letters", 1},
        {"rain AND NEAR sun", "AND needs a word on both sides", 6},
        {"NOT", "NOT needs a word after it", 1, "\"NOT\""},
        {"rain NOT", "NOT needs a word after it", 6},
        {"(rain NOT)", "NOT needs a word after it", 7},
        {"NOT OR rain", "NOT needs a word after it", 1},
        {"NOT AND rain", "NOT needs a word after it", 1},
        {"NOT NEAR rain", "NOT needs a word after it", 1},
        {"NOT !", "NOT needs a word after it", 1},
        {"NOT NOT", "NOT needs a word after it", 5},
        {"-NOT", "NOT needs a word after it", 2},
        {"NEAR", "NEAR needs a word on both sides", 1, "\"NEAR\""},
        {"NEAR rain", "NEAR needs a word on both sides", 1},
        {"rain NEAR", "NEAR needs a word on both sides", 6},
        {"rain NEAR/3", "NEAR needs a word on both sides", 6},
        {"rain NEAR NEAR sun", "NEAR needs a word on both sides", 6},
        {"rain NEAR OR sun", "NEAR needs a word on both sides", 6},
        {"rain NEAR AND sun", "NEAR needs a word on both sides", 6},
        {"(rain NEAR)", "NEAR needs a word on both sides", 7},
        {"! NEAR rain", "NEAR needs a word on both sides", 3},
        {"rain NEAR !", "NEAR needs a word on both sides", 6},
        {"rain OR NEAR sun", "NEAR needs a word on both sides", 9},
    };
    check_errors(rows);
}

TEST_CASE("NEAR takes words, phrases and groups of these, and one number", "[query][parser]") {
    const Row rows[] = {
        {"rain NEAR tag:x", "NEAR joins words, phrases", 11},
        {"rain NEAR #x", "NEAR joins words, phrases", 11},
        {"tag:x NEAR rain", "NEAR joins words, phrases", 1},
        {"rain NEAR -sun", "NEAR joins words, phrases", 11},
        {"rain NEAR NOT sun", "NEAR joins words, phrases", 11},
        {"rain NEAR (-sun)", "NEAR joins words, phrases", 11},
        {"rain NEAR (sun wind)", "NEAR joins words, phrases", 11},
        {"(sun wind) NEAR rain", "NEAR joins words, phrases", 1},
        {"rain NEAR (sun OR #x)", "NEAR joins words, phrases", 11},
        {"rain NEAR (sun OR (a b))", "NEAR joins words, phrases", 11},
        {"rain NEAR (sun NEAR wind)", "NEAR joins words, phrases", 11},
        {"x (a NEAR b) NEAR c", "NEAR joins words, phrases", 3},
        {"rain NEAR created:2023", "NEAR joins words, phrases", 11},
        {"title:rain NEAR sun", "in one field", 17, "title:(a NEAR b)"},
        {"rain NEAR (sun OR title:wind)", "in one field", 11},
        {"rain NEAR/3 sun NEAR/5 wind", "different numbers", 17, "NEAR/3"},
        {"rain NEAR/3 sun NEAR wind", "different numbers", 17},
        {"rain NEAR/ sun", "NEAR/ needs a number", 11, "NEAR/10"},
        {"rain NEAR/0 sun", "NEAR/ needs a number", 11},
        {"rain NEAR/1001 sun", "NEAR/ needs a number", 11},
        {"rain NEAR/-3 sun", "NEAR/ needs a number", 11},
        {"rain NEAR/99999999999999999999 sun", "NEAR/ needs a number", 11},
        {"rain NEAR/x sun", "NEAR/ needs a number", 11},
        {"a NEAR b NEAR c NEAR d NEAR e NEAR f NEAR g NEAR h NEAR i",
         "more than 8 words in one NEAR", 57},
    };
    check_errors(rows);
}

TEST_CASE("a sign that says nothing is an error", "[query][parser]") {
    const Row rows[] = {
        {"in*", "a * needs at least 3 letters before", 1},
        {"a*", "a * needs at least 3 letters before", 1},
        {"\u00e9t*", "a * needs at least 3 letters before", 1},  // letters, not bytes
        {"plug-in*", "a * needs at least 3 letters before", 1},  // "in*" would be looked up
        {"a..*", "a * needs at least 3 letters before", 1},      // signs are not letters
        {"title:in*", "a * needs at least 3 letters before", 7},
        {"\u958b\u6e90in*", "a * needs at least 3 letters before", 1},
        {"at~", "a ~ needs at least 3 letters before", 1},
        {"title:at~1", "a ~ needs at least 3 letters before", 7},
        {"rain~3", "1 or 2 typing errors, not 3", 5, "rain~2"},
        {"rain~0", "1 or 2 typing errors, not 0", 5},
        {"sun rain~12", "1 or 2 typing errors, not 12", 9},
        {"rain*~", "* and ?, or a ~, not both", 1},
        {"rain*~1", "* and ?, or a ~, not both", 1},
        {"rain~*", "* and ?, or a ~, not both", 1},
        {"\"a b\"~", "number of words", 6, "~3"},
        {"\"a b\"~x", "number of words", 6},
        {"\"a b\"~1001", "number of words", 6},
        {"\"a b\"~-1", "number of words", 6},
        {"tag:tech*", "a tag has no *", 9},
        {"#tech/*", "a tag has no *", 7},
        {"title:-rain", "a - goes before the field", 7, "-title:rain"},  // Xapian's parser drops it
        {"tag:-x", "a - goes before the field", 5, "-tag:x"},
    };
    check_errors(rows);
}

TEST_CASE("an unknown field is an error with the nearest known one", "[query][parser]") {
    const Row rows[] = {
        {"tilte:rain", "no field \"tilte\"", 1, "title:"},
        {"tags:rain", "no field \"tags\"", 1, "tag:"},
        {"rain headings:x", "no field \"headings\"", 6, "heading:"},
        {"Qoute:x", "no field \"qoute\"", 1, "quote:"},
        {"cretaed:2023", "no field \"cretaed\"", 1, "created:"},
        {"udpated:7d", "no field \"udpated\"", 1, "updated:"},
        {"word:>5", "no field \"word\"", 1, "words:"},
        {"si:draft", "no field \"si\"", 1, "is:"},
        {"date:2023", "no field \"date\"", 1, "created:"},  // what others call it
        {"mtime:7d", "no field \"mtime\"", 1, "modified:"},
        {"modifed:7d", "no field \"modifed\"", 1, "modified:"},
        {"in:essays", "no field \"in\"", 1, "path:"},
        {"since:2022", "no field \"since\"", 1, "after:"},
        {"language:fr", "no field \"language\"", 1, "lang:"},
        {"status:evergreen", "no field \"status\"", 1,
         "meta.status:"},  // none is near: a key, and all are named
        {"zzzzzzzz:x", "no field \"zzzzzzzz\"", 1,
         "write \"zzzzzzzz:x\" for the text, or meta.zzzzzzzz:x"},
        {"a:b", "no field \"a\"", 1},
        {"foo:\"a b\"", "no field \"foo\"", 1},
        {"foo:(a b)", "no field \"foo\"", 1},
        {"\u958b\u6e90 foo:bar", "no field \"foo\"", 4},
        {"-foo:bar", "no field \"foo\"", 2},
        {"(foo:bar)", "no field \"foo\"", 2},
        {"title:(foo:bar)", "no field \"foo\"", 8},
    };
    check_errors(rows);
}

TEST_CASE("a value that a filter does not know is an error with those it does", "[query][parser]") {
    const Row rows[] = {
        {"is:drafts", "no is:drafts", 4, "is:draft"},
        {"is:public", "no is:public", 4, "published, draft"},
        {"IS:Open", "no is:open", 4},
        {"has:images", "no has:images", 5, "has:image"},
        {"has:todo", "no has:todo", 5,
         "code, heading, quote, table, image, link, footnote, task, math, tag, alias, created"},
        {"words:many", "\"many\" is not a number", 7, "1000..2000"},
        {"words:>", "not a number", 8},
        {"words:>x", "\"x\" is not a number", 8},
        {"words:-5", "\"-5\" is not a number", 7},
        {"words:2,000", "\"2,000\" is not a number", 7},
        {"words:1.5", "not a number", 7},
        {"words:1000..many", "\"many\" is not a number", 13},
        {"words:many..1000", "\"many\" is not a number", 7},
        {"words:2000..1000", "ends before it begins", 13, "1000..2000"},
        {"words:..", "needs a value before or after", 7},
        {"words:<0", "nothing is less", 8},
        {"words:9999999999999999", "not a number", 7},  // sixteen digits
    };
    check_errors(rows);
}

TEST_CASE("a date that is none is an error at the part that is wrong", "[query][parser][date]") {
    const Row rows[] = {
        {"created:soon", "\"soon\" is not a date", 9, "2023-04-02"},
        {"rain created:x", "\"x\" is not a date", 14},
        {"created:23", "is not a date", 9},
        {"created:20234", "is not a date", 9},
        {"created:0000", "is not a date", 9},
        {"created:2023-", "is not a date", 9},
        {"created:2023.04", "is not a date", 9},
        {"created:2023-04/02", "is not a date", 9},  // two separators
        {"created:2023-04-02-01", "is not a date", 9},
        {"created:20230402", "is not a date", 9},
        {"created:2023,2024", "is not a date", 9},
        {"created:2023\u20132024", "is not a date", 9, "2023..2024"},  // a dash for a range
        {"created:2023-13", "no month 13", 14, "1 to 12"},
        {"created:2023-00", "no month 0", 14},
        {"created:2023-02-30", "no day 30 in 2023-02", 17, "2023-02 has 28 days"},
        {"created:2024-02-30", "no day 30 in 2024-02", 17, "29 days"},
        {"created:2023-04-31", "no day 31 in 2023-04", 17},
        {"created:2023-04-00", "no day 0", 17},
        {"created:1900-02-29", "no day 29", 17},
        {"created:2023-02-30..2024", "no day 30", 17},
        {"created:2022..2023-02-30", "no day 30", 23},
        {"created:2022..2023-13", "no month 13", 20},
        {"created:>2023-13", "no month 13", 15},
        {"created:>=2023-13", "no month 13", 16},
        {"created:2024..2023", "ends before it begins", 15, "2023..2024"},
        {"created:2023-05..2023-04", "ends before it begins", 18},
        {"updated:6m..1y", "ends before it begins", 13, "1y..6m"},
        {"created:..", "needs a value before or after", 9},
        {"created:2023...2024", "\".2024\" is not a date", 15},
        {"created:2023..x", "\"x\" is not a date", 15},
        {"created:>", "is not a date", 10},
        {"created:>>2023", "is not a date", 10},
        {"created:<0001", "nothing is less", 10},
        {"created:>9999", "nothing is greater", 10},
        {"before:0001", "nothing is less", 8},
        {"updated:7h", "\"7h\" is not a date", 9, "an age 7d"},
        {"updated:d", "is not a date", 9},
        {"updated:-7d", "is not a date", 9},
        {"updated:12345d", "is not a date", 9},
        {"updated:9999y", "before the year 1", 9},
        {"updated:>7d", "an age has no >", 9, "7d for younger, ..7d for older"},
        {"updated:<=7d", "an age has no <=", 9},
        {"created:2023-04-02T25:00", "not a time of day", 20},
        {"created:2023-04-02T", "not a time of day", 20},
        {"created:2023-04-02T10", "not a time of day", 20},
        {"created:2023-04-02T10:60", "not a time of day", 20},
        {"created:2023-04-02T10:00:00+1", "not a time of day", 20, "+01:00"},
        {"created:2023-04-02T10:00:00+15:00", "not a time of day", 20},
        {"created:last-mont", "\"last-mont\" is not a date", 9, "did you mean last-month?"},
        {"created:yesterady", "is not a date", 9, "did you mean yesterday?"},
        {"modified:lastweek", "is not a date", 10, "did you mean last-week?"},
        {"updated:last", "is not a date", 9, "last-week or last-month or last-year"},
        {"created:month", "is not a date", 9, "this-month or last-month"},
        {"created:\"lst year\"", "is not a date", 10, "did you mean last-year?"},
        {"created:2023..tody", "\"tody\" is not a date", 15, "did you mean today?"},
        {"after:next-month", "is not a date", 7, "last-month"},
        {"after:x", "\"x\" is not a date", 7},
        {"after:2023-02-30", "no day 30", 15},
        {"after:2022..2023", "after: takes one date", 7, "created:2022..2023"},
        {"before:..2023", "before: takes one date", 8},
        {"before:<2023", "before: takes a date alone", 8},
    };
    check_errors(rows);
}

TEST_CASE("a query that is too large is an error, not a wait", "[query][parser]") {
    const Row rows[] = {
        {std::string(text::max_query_bytes + 1, 'a'), "longer than 4096 bytes", 1},
        {words(text::max_query_words + 1), "more than 64 words",
         1 + words(text::max_query_words).size()},
        {repeat("a-", 60) + "a", "more than 32 words in one phrase", 1},
        {"\"" + words(text::max_phrase_words + 1) + "\"", "more than 32 words in one phrase", 2},
        {repeat("\u958b", 33), "more than 32 words in one phrase", 1},
        {repeat("(", 33) + "a" + repeat(")", 33), "more than 32 levels deep", 33},
        {repeat("-", 34) + "a", "more than 32 levels deep", 33},
        {repeat("NOT ", 34) + "a", "more than 32 levels deep", 129},
        {repeat("(", 4000), "more than 32 levels deep", 33},
        {repeat("-(", 2000), "more than 32 levels deep", 33},
        {repeat("title:(", 500), "more than 32 levels deep", 33 * 7},
        {repeat("title:(heading:(", 250), "more than 32 levels deep", 16 * 16 + 7},
        {repeat("a NEAR (", 500), "more than 32 levels deep", 33 * 8},
        {repeat("a OR -(", 500), "more than 32 levels deep", 16 * 7 + 6},
        {repeat("(", 100'000), "longer than 4096 bytes", 1},
        {repeat("NOT ", 25'000), "longer than 4096 bytes", 1},
        {repeat("title:(", 15'000), "longer than 4096 bytes", 1},
        {"rain\xff", "not UTF-8", 5},
        {"caf\xe9", "not UTF-8", 4},
        {"\u00e9t\u00e9 \xed\xa0\x80", "not UTF-8", 5},  // half a surrogate pair
        {"\xc0\xaf", "not UTF-8", 1},                    // overlong
        {"rain \xe2\x80", "not UTF-8", 6},               // cut short
    };
    check_errors(rows);
}

TEST_CASE("the largest query that is allowed parses", "[query][parser]") {
    const auto parses = [](const std::string& query) {
        return parse_query(query, now).has_value();
    };
    CHECK(parses(std::string(text::max_query_bytes, 'a')));
    CHECK(parses(words(text::max_query_words)));
    CHECK(parses("\"" + words(text::max_phrase_words) + "\""));
    CHECK(parses("\"" + words(32) + "\" \"" + words(32) + "\""));
    CHECK_FALSE(parses("\"" + words(32) + "\" \"" + words(32) + "\" rain"));
    CHECK(parses(repeat("(", text::max_query_depth) + "a" + repeat(")", text::max_query_depth)));
    CHECK(parses(repeat("#a ", 1365)));
    CHECK(parses(
        repeat("rain* ", text::max_query_words)));  // the plan bounds the number of their terms
    CHECK(parses(repeat("rain~2 ", text::max_query_words)));
}

}  // namespace assay::query
