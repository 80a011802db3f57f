#include "query/query_parser.h"

#include <string>

#include "tests/support/catch.h"

namespace assay {
namespace {

struct Row {
    const char* query;
    const char* parsed;
};

void check_rows(const Row* begin, const Row* end) {
    for (const Row* row = begin; row != end; ++row) {
        INFO(row->query);
        const Result<QueryNode> tree = parse_query(row->query);
        REQUIRE(tree.has_value());
        CHECK(to_string(*tree) == row->parsed);
        // What is shown as understood means the same when it is typed.
        const Result<QueryNode> again = parse_query(row->parsed);
        REQUIRE(again.has_value());
        CHECK(to_string(*again) == row->parsed);
    }
}

}  // namespace

TEST_CASE("words stand side by side, joined by operators in upper case", "[query][parser]") {
    const Row rows[] = {
        {"", "*"},
        {"   ", "*"},
        {"rain", "rain"},
        {"Rain", "Rain"},  // folding is the tokenizer's work
        {"rain sun", "(rain AND sun)"},
        {"rain AND sun", "(rain AND sun)"},
        {"rain OR sun", "(rain OR sun)"},
        {"rain | sun", "(rain OR sun)"},
        {"rain|sun", "rain|sun"},          // no operator inside a word
        {"rain OR sun OR wind", "(rain OR sun OR wind)"},
        {"a OR b c", "(a OR (b AND c))"},  // AND binds tighter, typed or not
        {"a OR b AND c", "(a OR (b AND c))"},
        {"a b OR c d", "((a AND b) OR (c AND d))"},
        {"(a OR b) c", "((a OR b) AND c)"},
        {"((rain))", "rain"},
        {"( rain )", "rain"},
        {"rain(sun)", "(rain AND sun)"},  // a parenthesis ends a word
        {"(a OR b)(c OR d)", "((a OR b) AND (c OR d))"},
        {"rain OR(sun)", "(rain OR sun)"},
        {"a OR\"b c\"", "(a OR \"b c\")"},  // so does a quote
        {"\"a b\"OR c", "(\"a b\" OR c)"},
        {"rain or sun", "(rain AND or AND sun)"},  // operators in lower case are words
        {"rain and sun", "(rain AND and AND sun)"},
        {"not rain", "(not AND rain)"},
        {"Or rain", "(Or AND rain)"},
        {"ORacle ANDroid NOTe", "(ORacle AND ANDroid AND NOTe)"},
        {"rain-OR-sun", "rain-OR-sun"},
        {"\"OR\"", "\"OR\""},  // quoted, an operator is a word
        {"\"rain AND sun\"", "\"rain AND sun\""},
        {"\train\tsun\n", "(rain AND sun)"},
        {"rain\u3000sun", "(rain AND sun)"},  // the blank of Japanese keyboards
        {"\u3000rain", "rain"},
        {"rain\u00a0OR\u00a0sun", "(rain OR sun)"},
        {"rain !!!", "rain"},  // punctuation alone stands for nothing
        {"rain & sun", "(rain AND sun)"},
    };
    check_rows(std::begin(rows), std::end(rows));
}

TEST_CASE("a minus or NOT negates what follows, wherever it stands", "[query][parser]") {
    const Row rows[] = {
        {"-rain", "-rain"},  // Xapian's own parser finds what HAS rain
        {"-rain -sun", "(-rain AND -sun)"},
        {"rain -sun", "(rain AND -sun)"},
        {"-rain sun", "(-rain AND sun)"},
        {"rain NOT sun", "(rain AND -sun)"},
        {"rain AND NOT sun", "(rain AND -sun)"},
        {"rain AND -sun", "(rain AND -sun)"},
        {"NOT rain", "-rain"},
        {"NOT(rain)", "-rain"},
        {"NOT\"rain\"", "-\"rain\""},
        {"-(rain OR sun)", "-(rain OR sun)"},
        {"-(rain sun)", "-(rain AND sun)"},
        {"(rain -(sun OR -wind))", "(rain AND -(sun OR -wind))"},
        {"rain OR -sun", "(rain OR -sun)"},
        {"-\"rain sun\"", "-\"rain sun\""},
        {"-tag:x", "-tag:x"},
        {"-#x", "-tag:x"},
        {"-title:x", "-title:x"},
        {"-=Rain", "-=Rain"},
        {"--rain", "--rain"},
        {"NOT NOT rain", "--rain"},
        {"NOT -rain", "--rain"},
        {"rain - sun", "(rain AND sun)"},  // a dash between blanks is a dash
        {"rain -", "rain"},
        {"open-source", "open-source"},
    };
    check_rows(std::begin(rows), std::end(rows));
}

TEST_CASE("quotes of any shape hold a phrase", "[query][parser]") {
    const Row rows[] = {
        {"\"who sets the rules\"", "\"who sets the rules\""},
        {"\u201cwho sets\u201d", "\"who sets\""},
        {"\u201ewho sets\u201c", "\"who sets\""},  // German
        {"\u00abwho sets\u00bb", "\"who sets\""},  // French
        {"\uff02who sets\uff02", "\"who sets\""},  // full width
        {"\"who sets\u201d", "\"who sets\""},      // an editor helped half way
        {"\"open-source\"", "\"open-source\""},
        {"\"rain*\"", "\"rain*\""},    // no prefix inside
        {"\"(rain\"", "\"(rain\""},    // nor groups
        {"\"title:x\"", "\"title:x\""},  // nor fields
        {"\"a b\"\"c d\"", "(\"a b\" AND \"c d\")"},
        {"rain\"a b\"", "(rain AND \"a b\")"},
        {"rain \"\"", "rain"},
        {"rain \"!?\"", "rain"},
        {"'rain'", "'rain'"},  // single quotes are apostrophes
    };
    check_rows(std::begin(rows), std::end(rows));
}

TEST_CASE("a tag is typed with its sign or its field", "[query][parser]") {
    const Row rows[] = {
        {"#tech", "tag:tech"},
        {"#tech/open-source", "tag:tech/open-source"},
        {"tag:tech", "tag:tech"},
        {"TAG:tech", "tag:tech"},
        {"tag:#tech", "tag:tech"},
        {"tag:tech/", "tag:tech"},
        {"tag:=tech", "tag:=tech"},  // it alone, not what is nested below it
        {"tag:=#tech", "tag:=tech"},
        {"tag:#=tech", "tag:=tech"},
        {"tag:\"two words\"", "tag:\"two words\""},
        {"tag:\u201ctwo words\u201d", "tag:\"two words\""},
        {"tag:=\"two words\"", "tag:=\"two words\""},
        {"tag:\"=two words\"", "tag:=\"two words\""},
        {"tag:\"one\u3000two\"", "tag:\"one\u3000two\""},
        {"tag:\"a)b\"", "tag:\"a)b\""},
        {"tag:a tag:b", "(tag:a AND tag:b)"},
        {"tag:a OR #b", "(tag:a OR tag:b)"},
        {"(tag:a)", "tag:a"},
        {"(#a)", "tag:a"},
        {"#\u958b\u6e90", "tag:\u958b\u6e90"},
        {"tag:a:b", "tag:a:b"},
        {"# rain", "rain"},
        {"a#b", "a#b"},
        {"C#", "C#"},
    };
    check_rows(std::begin(rows), std::end(rows));
}

TEST_CASE("a field is a known name, a colon and a value without a blank", "[query][parser]") {
    const Row rows[] = {
        {"title:rain", "title:rain"},
        {"Title:rain", "title:rain"},
        {"heading:rain quote:sun", "(heading:rain AND quote:sun)"},
        {"title:\"rain sun\"", "title:\"rain sun\""},
        {"title:(rain sun)", "(title:rain AND title:sun)"},
        {"title:(rain OR -sun)", "(title:rain OR -title:sun)"},
        {"title:(rain \"a b\") wind", "((title:rain AND title:\"a b\") AND wind)"},
        {"title:(rain #tech)", "(title:rain AND tag:tech)"},  // a tag is no word of the title
        {"title:((rain) sun)", "(title:rain AND title:sun)"},
        {"title:=Rain", "title:=Rain"},
        {"title:infra*", "title:infra*"},
        {"title:OR", "title:OR"},
        {"code:std::move", "code:std::move"},
        {"code:/usr/bin", "code:/usr/bin"},  // a known name is a field whatever follows
        {"code:a=b", "code:a=b"},
        {"title: rain", "(title: AND rain)"},  // with a blank, a word
        {"title:", "title:"},
        {"(title:)", "title:"},
        {"re: rain", "(re: AND rain)"},
        {"http://example.org/a?b=c", "http://example.org/a?b=c"},
        {"std::move", "std::move"},
        {"12:30", "12:30"},
        {"a1:b", "a1:b"},  // letters only
        {"\u00e9t\u00e9:x", "\u00e9t\u00e9:x"},
    };
    check_rows(std::begin(rows), std::end(rows));
}

TEST_CASE("signs on a word say how it is looked up", "[query][parser]") {
    const Row rows[] = {
        {"=caf\u00e9", "=caf\u00e9"},
        {"=open-source", "=open-source"},
        {"= rain", "rain"},
        {"infra*", "infra*"},
        {"inf*", "inf*"},
        {"open-sour*", "open-sour*"},
        {"=infra*", "=infra*"},  // the exact form of a word, a star is none
        {"in*fra", "in*fra"},
        {"infra *", "infra"},
        {"C++ .NET GPT-4 3.14", "(C++ AND .NET AND GPT-4 AND 3.14)"},
        {"don't don\u2019t", "(don't AND don\u2019t)"},
        {"R&D", "R&D"},
        {"a..b", "a..b"},  // Xapian's parser throws
        {"\u958b\u6e90", "\u958b\u6e90"},
        {"\U0001F389", "\U0001F389"},
    };
    check_rows(std::begin(rows), std::end(rows));
    CHECK(parse_query("infra*")->prefix);
    CHECK(parse_query("infra*")->text == "infra");
    CHECK(parse_query("=infra")->exact);
    CHECK_FALSE(parse_query("=infra*")->prefix);
    CHECK_FALSE(parse_query("in*fra")->prefix);
}

TEST_CASE("columns count the characters of the query from one", "[query][parser]") {
    const Result<QueryNode> tree = parse_query("\u00e9t\u00e9 \"a b\" tag:x title:=y \u958b\u6e90 -z");
    REQUIRE(tree.has_value());
    REQUIRE(tree->children.size() == 6);
    CHECK(tree->children[0].column == 1);
    CHECK(tree->children[1].column == 6);   // behind the quote
    CHECK(tree->children[2].column == 15);  // behind the field
    CHECK(tree->children[3].column == 24);  // behind the sign
    CHECK(tree->children[4].column == 26);
    CHECK(tree->children[5].column == 29);
    CHECK(tree->children[5].children.front().column == 30);
}

}  // namespace assay
