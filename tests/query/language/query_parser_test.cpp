#include "query/language/query_parser.h"
#include "indexer/text/limits.h"

#include <optional>
#include <string>

#include "query/language/query_plain.h"
#include "query/language/query_string.h"
#include "query/language/query_words.h"
#include "query/language/relaxing.h"
#include "tests/support/catch.h"
#include "tests/support/same_tree.h"
#include "tests/support/time_zone.h"

namespace assay::query {
namespace {

constexpr std::int64_t now = 1795521600;  // 2026-11-24T12:00:00Z, a Tuesday

struct Row {
    std::string query;
    const char* parsed;
};

template <std::size_t size>
void check_rows(const Row (&rows)[size]) {
    for (const Row& row : rows) {
        const Result<QueryNode> tree = parse_query(row.query, now);
        INFO(row.query << (tree ? "" : ": " + tree.error().message));
        REQUIRE(tree.has_value());
        CHECK(to_string(*tree) == row.parsed);
        // What is shown as understood means the same when it is typed.
        const Result<QueryNode> again = parse_query(row.parsed, now);
        REQUIRE(again.has_value());
        CHECK(to_string(*again) == row.parsed);
        CHECK(test::same_tree(*tree, *again));
    }
}

QueryNode parsed(std::string_view query) {
    const Result<QueryNode> tree = parse_query(query, now);
    INFO(query);
    REQUIRE(tree.has_value());
    return *tree;
}

/// Checks that each word and phrase of a tree has the words of its text. Returns how many there
/// are.
std::size_t check_words(const QueryNode& node) {
    std::size_t leaves = 0;
    if (node.kind == QueryNode::Kind::word || node.kind == QueryNode::Kind::phrase) {
        QueryNode again = node;
        cut_words(again);
        INFO(node.text);
        REQUIRE_FALSE(node.words.empty());
        REQUIRE(node.words.size() == again.words.size());
        for (std::size_t i = 0; i < node.words.size(); ++i) {
            CHECK(node.words[i].folded == again.words[i].folded);
            CHECK(node.words[i].begin == again.words[i].begin);
        }
        ++leaves;
    } else {
        CHECK(node.words.empty());
    }
    for (const QueryNode& child : node.children) leaves += check_words(child);
    return leaves;
}

/// Bytes of which some are zero.
template <std::size_t size>
std::string bytes(const char (&text)[size]) {
    return std::string(text, size - 1);
}

}  // namespace

TEST_CASE("words follow one another, joined by operators in upper case", "[query][parser]") {
    const Row rows[] = {
        {"", "*"},
        {"   ", "*"},
        {"rain", "rain"},
        {"Rain", "Rain"},  // folding is the tokenizer's work
        {"RUNNING Paris", "(RUNNING AND Paris)"},
        {"open-source infrastructure", "(open-source AND infrastructure)"},
        {"rain sun", "(rain AND sun)"},
        {"rain AND sun", "(rain AND sun)"},
        {"rain sun wind", "(rain AND sun AND wind)"},
        {"rain AND sun wind", "(rain AND sun AND wind)"},
        {"rain OR sun", "(rain OR sun)"},
        {"rain | sun", "(rain OR sun)"},
        {"rain|sun", "(rain OR sun)"},  // | needs no blanks
        {"rain |sun| wind", "(rain OR sun OR wind)"},
        {"rain || sun", "(rain OR sun)"},  // a programmer's
        {"rain||sun", "(rain OR sun)"},
        {"rain && sun", "(rain AND sun)"},
        {"rain OR sun OR wind", "(rain OR sun OR wind)"},
        {"a OR b c", "(a OR (b AND c))"},  // AND binds tighter, typed or not
        {"a OR b AND c", "(a OR (b AND c))"},
        {"a b OR c d", "((a AND b) OR (c AND d))"},
        {"a AND b OR c AND d", "((a AND b) OR (c AND d))"},
        {"(a OR b) c", "((a OR b) AND c)"},
        {"a (b c)", "(a AND b AND c)"},  // what means the same looks the same
        {"(a b) (c d)", "(a AND b AND c AND d)"},
        {"(a OR b) OR c", "(a OR b OR c)"},
        {"a OR (b OR (c OR d))", "(a OR b OR c OR d)"},
        {"a OR (b c)", "(a OR (b AND c))"},
        {"((rain))", "rain"},
        {"( rain )", "rain"},
        {"rain(sun)", "(rain AND sun)"},  // a parenthesis ends a word
        {"(a OR b)(c OR d)", "((a OR b) AND (c OR d))"},
        {"rain OR(sun)", "(rain OR sun)"},
        {"a OR\"b c\"", "(a OR \"b c\")"},  // so does a quote
        {"\"a b\"OR c", "(\"a b\" OR c)"},
        {"rain or sun", "(rain AND or AND sun)"},  // operators in lower case are words
        {"cats and dogs", "(cats AND and AND dogs)"},
        {"not rain", "(not AND rain)"},
        {"rain near sun", "(rain AND near AND sun)"},
        {"rain Near/3 sun", "(rain AND Near/3 AND sun)"},
        {"Or rain", "(Or AND rain)"},
        {"rain XOR sun", "(rain AND XOR AND sun)"},  // no operator of ours
        {"ORacle ANDroid NOTe NEARly", "(ORacle AND ANDroid AND NOTe AND NEARly)"},
        {"rain-OR-sun", "rain-OR-sun"},
        {"AND-gate OR-gate", "(AND-gate AND OR-gate)"},
        {"\"OR\"", "\"OR\""},  // quoted, an operator is a word
        {"\"rain AND sun\"", "\"rain AND sun\""},
        {"\"NEAR\" \"NOT\"", "(\"NEAR\" AND \"NOT\")"},
        {"\train\tsun\n", "(rain AND sun)"},
        {"rain\r\nOR\r\nsun", "(rain OR sun)"},
        {"rain !!!", "rain"},  // punctuation alone means nothing
        {"rain & sun", "(rain AND sun)"},
        {"*", "*"},  // as every note is written in an answer
        {"rain ? ! ^ .. …", "rain"},
        {"rain, sun.", "(rain, AND sun.)"},  // the tokenizer drops it
        {"rain -- sun", "(rain AND sun)"},
        {"rain — sun – wind", "(rain AND sun AND wind)"},
    };
    check_rows(rows);
}

TEST_CASE("a minus or NOT negates what follows, wherever it is", "[query][parser]") {
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
        {"NOT rain sun", "(-rain AND sun)"},  // binds tighter than AND
        {"-(rain OR sun)", "-(rain OR sun)"},
        {"-(rain sun)", "-(rain AND sun)"},
        {"rain -(sun wind)", "(rain AND -(sun AND wind))"},
        {"(rain -(sun OR -wind))", "(rain AND -(sun OR -wind))"},
        {"rain OR -sun", "(rain OR -sun)"},
        {"rain OR NOT sun", "(rain OR -sun)"},
        {"rain|-sun", "(rain OR -sun)"},
        {"-\"rain sun\"", "-\"rain sun\""},
        {"-\u201crain sun\u201d", "-\"rain sun\""},
        {"-tag:x", "-tag:x"},
        {"rain -tag:x", "(rain AND -tag:x)"},
        {"-#x", "-tag:x"},
        {"-title:x", "-title:x"},
        {"NOT title:(a b)", "-(title:a AND title:b)"},
        {"-created:2023", "-created:2023-01-01..2023-12-31"},
        {"-is:draft", "-is:draft"},
        {"-has:code -lang:fr -path:x -words:>5 -meta.a:b",
         "(-has:code AND -lang:fr AND -path:x AND -words:6.. AND -meta.a:b)"},
        {"-=Rain", "-=Rain"},
        {"-infra*", "-infra*"},
        {"--rain", "--rain"},
        {"NOT NOT rain", "--rain"},
        {"NOT -rain", "--rain"},
        {"-(-rain)", "--rain"},
        {"rain - sun", "(rain AND sun)"},  // a dash between blanks is a dash
        {"rain -", "rain"},
        {"(rain -)", "rain"},
        {"rain -|sun", "(rain OR sun)"},
        {"open-source", "open-source"},
        {"rain-", "rain-"},
    };
    check_rows(rows);
}

TEST_CASE("quotes of any shape hold a phrase", "[query][parser]") {
    const Row rows[] = {
        {"\"who sets the rules\"", "\"who sets the rules\""},
        {"\u201cwho sets\u201d", "\"who sets\""},
        {"\u201dwho sets\u201d", "\"who sets\""},  // Swedish
        {"\u201ewho sets\u201c", "\"who sets\""},  // German
        {"\u00bbwho sets\u00ab", "\"who sets\""},  // German books
        {"\u00abwho sets\u00bb", "\"who sets\""},  // French
        {"\u00ab\u00a0who sets\u00a0\u00bb", "\"\u00a0who sets\u00a0\""},
        {"\u2039who sets\u203a", "\"who sets\""},
        {"\u300c\u65e5\u672c\u300d", "\"\u65e5\u672c\""},
        {"\u300e\u65e5\u672c\u300f", "\"\u65e5\u672c\""},
        {"\uff62\u65e5\u672c\uff63", "\"\u65e5\u672c\""},  // half width
        {"\u301dwho\u301f", "\"who\""},
        {"\uff02who sets\uff02", "\"who sets\""},  // full width
        {"\"who sets\u201d", "\"who sets\""},      // an editor helped half way
        {"\u300c\u958b\u6e90\u300d\u662f\u4ec0\u9ebc", "(\"\u958b\u6e90\" AND \u662f\u4ec0\u9ebc)"},
        {"\u00aber sagte \"nein\"\u00bb",
         "\u00aber sagte \"nein\"\u00bb"},  // one family inside another
        {"\"er sagte \u00abnein\u00bb\"", "\"er sagte \u00abnein\u00bb\""},
        {"\u300c\"a\" \u00abb\u00bb\u300d",
         "\u2039\"a\" \u00abb\u00bb\u203a"},              // shown in quotes that it has none of
        {"Title \u203a Heading", "(Title AND Heading)"},  // as assay prints them
        {"Title \u00bb Heading", "(Title AND Heading)"},
        {"\"open-source\"", "\"open-source\""},
        {"\"rain*\"", "\"rain*\""},  // no prefix inside
        {"\"rain~\"", "\"rain~\""},
        {"\"(rain\"", "\"(rain\""},  // nor groups
        {"\"a | b\"", "\"a | b\""},
        {"\"title:x\"", "\"title:x\""},  // nor fields
        {"\"-rain\"", "\"-rain\""},
        {"\"a b\"\"c d\"", "(\"a b\" AND \"c d\")"},
        {"rain\"a b\"", "(rain AND \"a b\")"},
        {"\"say \\\"hi\\\" twice\"", "\u00absay \"hi\" twice\u00bb"},  // \" is a quote
        {"\"5\\\" disk\"~2", "\u00ab5\" disk\u00bb~2"},
        {"\u201csay \\\u201dhi\\\u201d\u201d", "\u00absay \u201dhi\u201d\u00bb"},
        {"\"a \\\\ b\"", "\"a \\ b\""},
        {"\"a \\b\"", "\"a \\b\""},
        {"=\"a b\"", "\"a b\""},  // a phrase is exact anyway
        {"\"C++\"", "\"C++\""},
        {"'rain'", "'rain'"},  // single quotes are apostrophes
        {"\u2018rain\u2019", "\u2018rain\u2019"},
        {"\u201arain\u2018", "\u201arain\u2018"},
        {"\"a b\"~3", "\"a b\"~3"},  // three words may be between
        {"\"a b\"~1000", "\"a b\"~1000"},
        {"\"a b\"~0", "\"a b\""},
        {"\u201ca b\u201d~3 c", "(\"a b\"~3 AND c)"},
        {"title:\"a b\"~2", "title:\"a b\"~2"},
        {"-\"a b\"~2", "-\"a b\"~2"},
        {"\"a b\" ~3", "(\"a b\" AND ~3)"},  // after a blank it is not an operator
    };
    check_rows(rows);
    CHECK(parsed("\"a b\"~3").distance == 3);
    CHECK(parsed("\"a b\"").distance == 0);
}

TEST_CASE("NEAR joins words that are close together", "[query][parser]") {
    const Row rows[] = {
        {"rain NEAR sun", "(rain NEAR/10 sun)"},
        {"rain NEAR/3 sun", "(rain NEAR/3 sun)"},
        {"rain NEAR/1000 sun", "(rain NEAR/1000 sun)"},
        {"rain NEAR sun NEAR wind", "(rain NEAR/10 sun NEAR/10 wind)"},
        {"rain NEAR sun NEAR/10 wind", "(rain NEAR/10 sun NEAR/10 wind)"},
        {"a NEAR b NEAR c NEAR d NEAR e NEAR f NEAR g NEAR h",
         "(a NEAR/10 b NEAR/10 c NEAR/10 d NEAR/10 e NEAR/10 f NEAR/10 g NEAR/10 h)"},
        {"\"a b\" NEAR c", "(\"a b\" NEAR/10 c)"},
        {"\"a b\"~2 NEAR c", "(\"a b\"~2 NEAR/10 c)"},
        {"(a OR b) NEAR c", "((a OR b) NEAR/10 c)"},
        {"((a OR b) OR \"c d\") NEAR e", "((a OR b OR \"c d\") NEAR/10 e)"},
        {"a NEAR (b)", "(a NEAR/10 b)"},
        {"a NEAR(b)", "(a NEAR/10 b)"},
        {"\"a\"NEAR\"b\"", "(\"a\" NEAR/10 \"b\")"},
        {"infra* NEAR bridg~1", "(infra* NEAR/10 bridg~1)"},
        {"=a NEAR =b", "(=a NEAR/10 =b)"},
        {"a b NEAR c d", "(a AND (b NEAR/10 c) AND d)"},  // binds tighter than AND
        {"a OR b NEAR c", "(a OR (b NEAR/10 c))"},
        {"-a NEAR b", "-(a NEAR/10 b)"},  // and than a minus
        {"NOT a NEAR b", "-(a NEAR/10 b)"},
        {"a AND b NEAR c", "(a AND (b NEAR/10 c))"},
        {"(a NEAR b) OR (c NEAR/2 d)", "((a NEAR/10 b) OR (c NEAR/2 d))"},
        {"title:a NEAR title:b", "(title:a NEAR/10 title:b)"},
        {"title:(a NEAR/2 b)", "(title:a NEAR/2 title:b)"},
        {"title:NEAR", "title:NEAR"},  // after a colon it is a word
        {"rain\u00a0NEAR\u00a0sun", "(rain NEAR/10 sun)"},
        {"\u958b\u6e90 NEAR \u8edf\u4ef6", "(\u958b\u6e90 NEAR/10 \u8edf\u4ef6)"},
    };
    check_rows(rows);
    CHECK(parsed("a NEAR b").distance == 10);
    CHECK(parsed("a NEAR/3 b").children.size() == 2);
}

TEST_CASE("a tag is typed with its sign or its field", "[query][parser]") {
    const Row rows[] = {
        {"#tech", "tag:tech"},
        {"#tech/open-source", "tag:tech/open-source"},
        {"tag:tech", "tag:tech"},
        {"TAG:Tech", "tag:Tech"},  // folding is for the plan
        {"tag:#tech", "tag:tech"},
        {"tag:tech/", "tag:tech"},
        {"tag:=tech", "tag:=tech"},  // it alone, not what is nested below it
        {"tag:=#tech", "tag:=tech"},
        {"tag:#=tech", "tag:=tech"},
        {"#=tech", "tag:=tech"},
        {"##tech", "tag:tech"},
        {"tag:\"two words\"", "tag:\"two words\""},
        {"tag:\"linq to sql\"", "tag:\"linq to sql\""},
        {"tag:\u201ctwo words\u201d", "tag:\"two words\""},
        {"tag:=\"two words\"", "tag:=\"two words\""},
        {"tag:\"=two words\"", "tag:=\"two words\""},
        {"tag:\" tech \"", "tag:tech"},
        {"tag:\"one\u3000two\"", "tag:\"one\u3000two\""},
        {"tag:\"a)b\"", "tag:\"a)b\""},
        {"tag:\"a|b\"", "tag:\"a|b\""},
        {"tag:\":x\"", "tag:\":x\""},
        {"tag:a|tag:b", "(tag:a OR tag:b)"},
        {"tag:a tag:b", "(tag:a AND tag:b)"},
        {"tag:a OR #b", "(tag:a OR tag:b)"},
        {"(tag:a)", "tag:a"},
        {"(#a)", "tag:a"},
        {"#\u958b\u6e90", "tag:\u958b\u6e90"},
        {"#caf\u00e9", "tag:caf\u00e9"},
        {"#-x", "tag:\"-x\""},
        {"#\u200btech tag:#\u200btech", "(tag:tech AND tag:tech)"},
        {"#2024", "tag:2024"},                           // front matter may have it
        {"#tech, #craft.", "(tag:tech AND tag:craft)"},  // a sentence's
        {"tag:a:b", "tag:a:b"},
        {"tag:c++", "tag:c++"},
        {"# rain", "rain"},
        {"#! rain", "rain"},
        {"a#b", "a#b"},
        {"C#", "C#"},
        {"tag:", "tag:"},
    };
    check_rows(rows);
    CHECK(parsed("#tech").kind == QueryNode::Kind::tag);
    CHECK(parsed("tag:=tech").exact);
    CHECK(parsed("tag:=tech").text == "tech");
}

TEST_CASE("a field is a known name, a colon and a value without a blank", "[query][parser]") {
    const Row rows[] = {
        {"title:rain", "title:rain"},
        {"Title:rain", "title:rain"},
        {"heading:rain quote:sun", "(heading:rain AND quote:sun)"},
        {"title:rain wind", "(title:rain AND wind)"},
        {"title:\"rain sun\"", "title:\"rain sun\""},
        {"title:\u201crain sun\u201d", "title:\"rain sun\""},
        {"title:(rain sun)", "(title:rain AND title:sun)"},
        {"title:(rain OR -sun)", "(title:rain OR -title:sun)"},
        {"title:(rain \"a b\") wind", "(title:rain AND title:\"a b\" AND wind)"},
        {"title:(rain #tech)", "(title:rain AND tag:tech)"},  // a tag is not a word of the title
        {"title:(rain heading:sun wind)", "(title:rain AND heading:sun AND title:wind)"},
        {"title:((rain) sun)", "(title:rain AND title:sun)"},
        {"title:=Rain", "title:=Rain"},
        {"title:=\"rain sun\"", "title:\"rain sun\""},
        {"title:infra*", "title:infra*"},
        {"title:infrastrucure~2", "title:infrastrucure~2"},
        {"title:#1", "title:#1"},
        {"title:OR", "title:OR"},
        {"title:heading:x", "title:heading:x"},  // one field a value
        {"code:std::move", "code:std::move"},
        {"code:/usr/bin", "code:/usr/bin"},  // a known name is a field whatever follows
        {"code:a=b", "code:a=b"},
        {"title\uff1arain", "title:rain"},  // the colon of Chinese keyboards
        {"tag\uff1a\u958b\u6e90", "tag:\u958b\u6e90"},
        {"title: rain", "(title: AND rain)"},  // with a blank, a word
        {"title:\u3000rain", "(title: AND rain)"},
        {"title:", "title:"},
        {"(title:)", "title:"},
        {"title:|rain", "(title: OR rain)"},
        {"re: rain", "(re: AND rain)"},
        {"Re: AW: rain", "(Re: AND AW: AND rain)"},
        {"http://example.org/a?b=c", "http://example.org/a?b=c"},
        {"https://x.org/~me", "https://x.org/~me"},
        {"std::move", "std::move"},
        {"path::join", "path::join"},  // nor is this a path
        {"title:(::x)", "title:(::x)"},
        {"12:30", "12:30"},
        {"a1:b", "a1:b"},  // letters only
        {"x_y:z", "x_y:z"},
        {"me@example.org", "me@example.org"},
        {"\u00e9t\u00e9:x", "\u00e9t\u00e9:x"},
        {"PS\uff1arain", "PS\uff1arain"},  // Chinese prose
    };
    check_rows(rows);
    CHECK(parsed("title:x").field == schema::Field::title);
    CHECK(parsed("heading:x").field == schema::Field::heading);
    CHECK(parsed("quote:x").field == schema::Field::quote);
    CHECK(parsed("code:x").field == schema::Field::code);
}

TEST_CASE("filters ask for what a note is, not for its words", "[query][parser]") {
    const Row rows[] = {
        {"path:essays/", "path:essays/"},
        {"path:**/drafts/*", "path:**/drafts/*"},
        {"PATH:Essays/A.md", "path:Essays/A.md"},  // kept as typed
        {"path:\"my folder/\"", "path:\"my folder/\""},
        {"path:\"a (b).md\"", "path:\"a (b).md\""},
        {"path:/", "path:/"},
        {"path:-x", "path:\"-x\""},
        {"path:caf\u00e9/", "path:caf\u00e9/"},
        {"path:a:b", "path:a:b"},
        {"file:home", "file:home"},
        {"FILE:Home.md", "file:Home.md"},
        {"file:\"my home\"", "file:\"my home\""},
        {"file:2024-*", "file:2024-*"},
        {"file:-x", "file:\"-x\""},
        {"-file:home (file:a OR file:b?)", "(-file:home AND (file:a OR file:b?))"},
        {"file: home", "(file: AND home)"},
        {"lang:fr", "lang:fr"},
        {"lang:EN-GB", "lang:en-gb"},
        {"lang:\"fr\"", "lang:fr"},
        {"is:published", "is:published"},
        {"is:draft", "is:draft"},
        {"IS:Draft", "is:draft"},
        {"has:code", "has:code"},
        {"has:heading has:quote has:table", "(has:heading AND has:quote AND has:table)"},
        {"has:image has:link has:footnote", "(has:image AND has:link AND has:footnote)"},
        {"has:task has:math has:tag", "(has:task AND has:math AND has:tag)"},
        {"has:alias has:created", "(has:alias AND has:created)"},
        {"meta.status:evergreen", "meta.status:evergreen"},
        {"META.Status:evergreen", "meta.Status:evergreen"},  // a key is somebody's own
        {"meta.status:\"in progress\"", "meta.status:\"in progress\""},
        {"meta.a.b:x", "meta.a.b:x"},
        {"meta.my-key_2:x", "meta.my-key_2:x"},
        {"meta.gr\u00f6\u00dfe:x", "meta.gr\u00f6\u00dfe:x"},
        {"meta.a:-5", "meta.a:\"-5\""},
        {"meta.\"My key\":spaced", "meta.\"My key\":spaced"},
        {"meta.'My key':spaced", "meta.\"My key\":spaced"},
        {"meta.\u201cMy key\u201d:spaced", "meta.\"My key\":spaced"},
        {"meta.\"status\":x", "meta.status:x"},  // quotes that are not needed
        {"meta.\"a:b\":x", "meta.\"a:b\":x"},
        {"meta.\"a.b\":x", "meta.a.b:x"},
        {"meta.\"say \\\"hi\\\"\":x", "meta.\u00absay \"hi\"\u00bb:x"},
        {"meta.cite.\"my key\".'no. 1':x", "meta.\"cite.my key.no. 1\":x"},
        {"meta.\"a(b)|c\":x", "meta.\"a(b)|c\":x"},
        {"meta.[x]:y", "meta.[x]:y"},
        {"meta.author's:x", "meta.\"author's\":x"},  // an apostrophe
        {"meta.'tis:x", "meta.\"'tis\":x"},
        {"meta.\"Sch\u00f6ne Farbe\":\"hell rot\"", "meta.\"Sch\u00f6ne Farbe\":\"hell rot\""},
        {"-meta.\"My key\":x", "-meta.\"My key\":x"},
        {"meta.\"a b\" x", "(meta. AND \"a b\" AND x)"},  // no colon: words
        {"meta.q:\"She said \\\"hi\\\"\"", "meta.q:\u00abShe said \"hi\"\u00bb"},
        {"meta.q:\u00abShe said \"hi\"\u00bb", "meta.q:\u00abShe said \"hi\"\u00bb"},
        {"meta.q:\"all \\\" \u00ab \u2039 \u300c \u300e\"",
         "meta.q:\"all \\\" \u00ab \u2039 \u300c \u300e\""},
        {"path:\"C:\\dir\\x y\"",
         "path:\"C:\\dir\\x y\""},  // a backslash before anything else is itself
        {"path:\"x y\\\\\"", "path:\"x y\\\\\""},
        {"meta.related:[[2000]]", "meta.related:[[2000]]"},
        {"tag:\"x*\"", "tag:\"x*\""},
        {"tag:\"say \\\"hi\\\"\"", "tag:\u00absay \"hi\"\u00bb"},
        {"meta.url:https://x.org/?a=b", "meta.url:https://x.org/?a=b"},
        {"meta.a\uff1ax", "meta.a:x"},
        {"meta.status: x", "(meta.status: AND x)"},  // with a blank, words
        {"meta.status", "meta.status"},
        {"meta.a::x", "meta.a::x"},
        {"words:>2000", "words:2001.."},
        {"words:>=2000", "words:2000.."},
        {"words:<2000", "words:..1999"},
        {"words:<=2000", "words:..2000"},
        {"words:1000..2000", "words:1000..2000"},
        {"words:1000..", "words:1000.."},
        {"words:..2000", "words:..2000"},
        {"words:500", "words:500"},
        {"words:500..500", "words:500"},
        {"words:0", "words:0"},
        {"words:\">2000\"", "words:2001.."},
        {"words:<=999999999999999", "words:..999999999999999"},
        {"rain is:draft OR #x has:code", "((rain AND is:draft) OR (tag:x AND has:code))"},
        {"title:(rain is:draft)", "(title:rain AND is:draft)"},
    };
    check_rows(rows);
    CHECK(parsed("meta.a.b:x").key == "a.b");
    CHECK(parsed("meta.a.b:x").text == "x");
    CHECK(parsed("words:500").from.value() == 500);
    CHECK(parsed("words:500").until.value() == 501);
    CHECK(parsed("words:>2000").from.value() == 2001);
    CHECK_FALSE(parsed("words:>2000").until.has_value());
}

TEST_CASE("dates are days, months, years, ranges, ages and names", "[query][parser][date]") {
    const test::TimeZone zone("UTC");
    const Row rows[] = {
        {"created:2023", "created:2023-01-01..2023-12-31"},
        {"created:2023-04", "created:2023-04-01..2023-04-30"},
        {"created:2024-02", "created:2024-02-01..2024-02-29"},
        {"created:2023-04-02", "created:2023-04-02"},
        {"created:2023/04/02", "created:2023-04-02"},
        {"created:2023/04", "created:2023-04-01..2023-04-30"},
        {"created:2023-4-2", "created:2023-04-02"},
        {"created:2024-02-29", "created:2024-02-29"},
        {"created:2000-02-29", "created:2000-02-29"},
        {"updated:2023-12", "updated:2023-12-01..2023-12-31"},
        {"CREATED:2023", "created:2023-01-01..2023-12-31"},
        {"created:\"2023\"", "created:2023-01-01..2023-12-31"},
        {"created:2023..2024-06", "created:2023-01-01..2024-06-30"},  // both ends included
        {"created:2023..2023", "created:2023-01-01..2023-12-31"},
        {"created:2023..2023-04", "created:2023-01-01..2023-04-30"},
        {"created:2023-04..2023", "created:2023-04-01..2023-12-31"},
        {"created:2023-04-02..2023-04-02", "created:2023-04-02"},
        {"updated:2024-03..", "updated:2024-03-01.."},
        {"updated:..2024-03", "updated:..2024-03-31"},
        {"created:>2023", "created:2024-01-01.."},
        {"created:>=2023", "created:2023-01-01.."},
        {"created:<2023", "created:..2022-12-31"},
        {"created:<=2023", "created:..2023-12-31"},
        {"created:>2023-04-02", "created:2023-04-03.."},
        {"after:2022", "created:2022-01-01.."},
        {"after:2022-05-06", "created:2022-05-06.."},
        {"before:2024-06", "created:..2024-05-31"},
        {"before:2024", "created:..2023-12-31"},
        {"after:2022 before:2024-06", "(created:2022-01-01.. AND created:..2024-05-31)"},
        {"created:0001", "created:0001-01-01..0001-12-31"},
        {"created:9999", "created:9999-01-01..9999-12-31"},
        {"created:1969-12-31", "created:1969-12-31"},
        {"updated:7d", "updated:2026-11-17..2026-11-24"},
        {"updated:1d", "updated:2026-11-23..2026-11-24"},
        {"updated:0d", "updated:2026-11-24"},
        {"updated:2w", "updated:2026-11-10..2026-11-24"},
        {"updated:3m", "updated:2026-08-24..2026-11-24"},
        {"updated:9m", "updated:2026-02-24..2026-11-24"},
        {"updated:12m", "updated:2025-11-24..2026-11-24"},
        {"updated:1y", "updated:2025-11-24..2026-11-24"},
        {"updated:7D", "updated:2026-11-17..2026-11-24"},
        {"updated:1000y", "updated:1026-11-24..2026-11-24"},
        {"updated:9999d", "updated:1999-07-10..2026-11-24"},
        {"updated:7d..", "updated:2026-11-17.."},
        {"updated:..7d", "updated:..2026-11-17"},  // older
        {"updated:1y..6m", "updated:2025-11-24..2026-05-24"},
        {"after:7d", "created:2026-11-17.."},
        {"before:1y", "created:..2025-11-23"},
        {"created:today", "created:2026-11-24"},
        {"created:this-week", "created:2026-11-23..2026-11-29"},  // from Monday on
        {"created:last-week", "created:2026-11-16..2026-11-22"},
        {"created:this-month", "created:2026-11-01..2026-11-30"},
        {"created:last-month", "created:2026-10-01..2026-10-31"},
        {"updated:this-year", "updated:2026-01-01..2026-12-31"},
        {"modified:last-year", "modified:2025-01-01..2025-12-31"},
        {"modified:LAST-Year", "modified:2025-01-01..2025-12-31"},
        {"created:\"last month\"", "created:2026-10-01..2026-10-31"},
        {"created:\"  this   week \"", "created:2026-11-23..2026-11-29"},
        {"created:last_month", "created:2026-10-01..2026-10-31"},
        {"created:last-month..", "created:2026-10-01.."},
        {"created:..last-month", "created:..2026-10-31"},
        {"created:last-year..yesterday", "created:2025-01-01..2026-11-23"},
        {"created:\"last year..last week\"", "created:2025-01-01..2026-11-22"},
        {"created:7d..today", "created:2026-11-17..2026-11-24"},
        {"created:>last-month", "created:2026-11-01.."},
        {"created:>=this-week", "created:2026-11-23.."},
        {"created:<this-year", "created:..2025-12-31"},
        {"created:<=last-week", "created:..2026-11-22"},
        {"before:last-month", "created:..2026-09-30"},
        {"after:last-month", "created:2026-10-01.."},
        {"after:\"last week\"", "created:2026-11-16.."},
        {"before:today after:yesterday", "(created:..2026-11-23 AND created:2026-11-23..)"},
        {"modified:7d", "modified:2026-11-17..2026-11-24"},
        {"modified:2024-03", "modified:2024-03-01..2024-03-31"},
        {"-modified:today", "-modified:2026-11-24"},
        {"created:Yesterday", "created:2026-11-23"},
        {"created:2026..yesterday", "created:2026-01-01..2026-11-23"},
        {"updated:2025-11-19T08:12:44Z", "updated:2025-11-19T08:12:44Z"},
        {"updated:2025-11-19T08:12:44Z..", "updated:2025-11-19T08:12:44Z.."},
        {"updated:>2025-11-19T08:12:44Z", "updated:2025-11-19T08:12:45Z.."},
        {"updated:>2025-11-19T23:59:59", "updated:2025-11-20.."},
        {"updated:2025-11-19T08:12", "updated:2025-11-19T08:12:00..2025-11-19T08:12:59"},
        {"updated:2025-11-19T00:00:00", "updated:2025-11-19T00:00:00"},  // a second, no day
        {"updated:2025-11-19T23:59:59", "updated:2025-11-19T23:59:59..2025-11-19"},
        {"updated:2025-11-19..2025-11-20T12:00", "updated:2025-11-19..2025-11-20T12:00:59"},
        // With a zone it is an instant.
        {"created:2024-03-15T07:30:00+09:00", "created:2024-03-14T22:30:00Z"},
        {"created:2024-03-15T07:30:00-0530", "created:2024-03-15T13:00:00Z"},
        {"created:2024-03-15T07:30+09", "created:2024-03-14T22:30:00Z..2024-03-14T22:30:59Z"},
        {"created:2024-03-15T09:00+09:00", "created:2024-03-15T00:00:00Z..2024-03-15T00:00:59Z"},
        {"created:..2024-03-15T08:59:59+09:00", "created:..2024-03-14T23:59:59Z"},
        {"created:2024-03-15T00:00Z..2024-04", "created:2024-03-15T00:00:00Z..2024-04-30"},
        {"created:2024-03..2024-04-01T00:00Z", "created:2024-03-01..2024-04-01T00:00:59Z"},
        {"created:<2024-03-15T00:00Z", "created:..2024-03-14T23:59:59Z"},
        {"2023-04-02", "2023-04-02"},  // without a field, words
        {"a..b", "a..b"},              // Xapian's parser throws
        {"1..2 c", "(1..2 AND c)"},
        {"7d", "7d"},
        {"created: 2023", "(created: AND 2023)"},
    };
    check_rows(rows);
    const QueryNode year = parsed("created:2023");
    CHECK(year.kind == QueryNode::Kind::range);
    CHECK(year.field == schema::Field::created);
    CHECK(year.from.value() == 1672531200);
    CHECK(year.until.value() == 1704067200);  // the first second that does not belong to it
    CHECK(parsed("updated:2023").field == schema::Field::updated);
    CHECK(parsed("created:1969-12-31").until.value() == 0);
}

TEST_CASE("an age counts calendar months, and a name its own", "[query][parser][date]") {
    const test::TimeZone zone("UTC");
    struct AgeRow {
        const char* query;
        std::int64_t now;
        const char* parsed;
    };
    const AgeRow rows[] = {
        {"updated:1m", 1774958400, "updated:2026-02-28..2026-03-31"},   // of 31 March at noon
        {"updated:1y", 1709164800, "updated:2023-02-28..2024-02-29"},   // of 29 February, midnight
        {"updated:13m", 1772323200, "updated:2025-02-01..2026-03-01"},  // of 1 March, midnight
        {"updated:1d", 1795510799, "updated:2026-11-23..2026-11-24"},   // 8:59:59
        {"created:today", 0, "created:1970-01-01"},
        {"created:1d", -1, "created:1969-12-30..1969-12-31"},
        {"created:last-month", 1774958400, "created:2026-02-01..2026-02-28"},
        {"created:last-month", 1704067200, "created:2023-12-01..2023-12-31"},  // on New Year's Day
        {"created:this-week", 1704067200, "created:2024-01-01..2024-01-07"},   // a Monday
        {"created:last-week", 1704067200, "created:2023-12-25..2023-12-31"},
        {"created:this-week", 1704067199, "created:2023-12-25..2023-12-31"},  // the Sunday before
        {"created:last-year", 1709164800, "created:2023-01-01..2023-12-31"},
    };
    for (const AgeRow& row : rows) {
        INFO(row.query << " at " << row.now);
        CHECK(to_string(*parse_query(row.query, row.now)) == row.parsed);
    }
}

TEST_CASE("signs on a word say how it is looked up", "[query][parser]") {
    const Row rows[] = {
        {"=caf\u00e9", "=caf\u00e9"},
        {"=open-source", "=open-source"},
        {"==rain", "==rain"},
        {"=-rain", "=-rain"},
        {"= rain", "rain"},
        {"infra*", "infra*"},
        {"inf*", "inf*"},
        {"open-sour*", "open-sour*"},
        {"=infra*", "=infra*"},  // the exact form of a word, a star is none
        {"in*fra", "in*fra"},
        {"infra**", "infra**"},
        {"*fra", "*fra"},
        {"infra *", "infra"},
        {"\u958b\u6e90*", "\u958b\u6e90*"},  // any substring is found, a star costs nothing
        {"\u958b*", "\u958b*"},
        {"C++*", "C++*"},
        {"cat~", "cat~1"},  // an error up to five letters
        {"water~", "water~1"},
        {"waters~", "waters~2"},
        {"infrastrucure~", "infrastrucure~2"},
        {"infrastrucure~1", "infrastrucure~1"},
        {"cat~2", "cat~2"},
        {"plug-in~", "plug-in~2"},                            // letters of all parts
        {"\u00e9t\u00e9s\u00e9~", "\u00e9t\u00e9s\u00e9~1"},  // letters, not bytes
        {"=water~1", "=water~1"},
        {"NOT~ AND*", "(NOT~1 AND AND*)"},  // with a sign, no operator
        {"~water", "~water"},
        {"wa~ter", "wa~ter"},
        {"water~x", "water~x"},
        {"~/notes", "~/notes"},
        {"C++ .NET GPT-4 3.14", "(C++ AND .NET AND GPT-4 AND 3.14)"},
        {"F# node.js v1.4.22 1,234,567", "(F# AND node.js AND v1.4.22 AND 1,234,567)"},
        {"don't don\u2019t", "(don't AND don\u2019t)"},
        {"author\u2019s rock\u2018n\u2019roll", "(author\u2019s AND rock\u2018n\u2019roll)"},
        {"R&D AT&T", "(R&D AND AT&T)"},
        {"camelCase snake_case U.N.C.L.E.", "(camelCase AND snake_case AND U.N.C.L.E.)"},
        {"50% $9.99 10:30 @user", "(50% AND $9.99 AND 10:30 AND @user)"},
        {"$HOME C:", "($HOME AND C:)"},
        {"path.to.file a/b", "(path.to.file AND a/b)"},
        {"<b>bold</b>", "<b>bold</b>"},
        {"[[link]] `code` {x}", "([[link]] AND `code` AND {x})"},
    };
    check_rows(rows);
    CHECK(parsed("infra*").prefix);
    CHECK(parsed("infra*").text == "infra");
    CHECK(parsed("=infra").exact);
    CHECK_FALSE(parsed("=infra*").prefix);
    CHECK_FALSE(parsed("in*fra").prefix);
    CHECK(parsed("water~").edits == 1);
    CHECK(parsed("water~").text == "water");
    CHECK(parsed("waters~").edits == 2);
    CHECK(parsed("=water~1").edits == 0);
}

TEST_CASE("every script can be typed, and what nobody sees does nothing", "[query][parser]") {
    const Row rows[] = {
        {"caf\u00e9 cafe\u0301", "(caf\u00e9 AND cafe\u0301)"},  // NFC and NFD, folded later
        {"Z\u00fcrich stra\u00dfe \ufb01nance", "(Z\u00fcrich AND stra\u00dfe AND \ufb01nance)"},
        {"abc \u65e5\u672c\u8a9e def",
         "(abc AND \u65e5\u672c\u8a9e AND def)"},  // Xapian's parser throws
        {"abc\u65e5\u672c\u8a9edef", "abc\u65e5\u672c\u8a9edef"},
        {"\u958b\u6e90 OR \u5f00\u6e90", "(\u958b\u6e90 OR \u5f00\u6e90)"},
        {"\u3072\u3089\u304c\u306a \u30ab\u30bf\u30ab\u30ca",
         "(\u3072\u3089\u304c\u306a AND \u30ab\u30bf\u30ab\u30ca)"},
        {"\ud55c\uad6d\uc5b4 \uac80\uc0c9", "(\ud55c\uad6d\uc5b4 AND \uac80\uc0c9)"},
        {"\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22",
         "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22"},
        {"\u0401\u043b\u043a\u0430 -\u043c\u043e\u0439",
         "(\u0401\u043b\u043a\u0430 AND -\u043c\u043e\u0439)"},
        {"\u039f\u03b4\u03c5\u03c3\u03c3\u03ad\u03b1\u03c2",
         "\u039f\u03b4\u03c5\u03c3\u03c3\u03ad\u03b1\u03c2"},
        {"\u05e9\u05dc\u05d5\u05dd OR \u0645\u0631\u062d\u0628\u0627",
         "(\u05e9\u05dc\u05d5\u05dd OR \u0645\u0631\u062d\u0628\u0627)"},  // right to left
        {"\u0939\u093f\u0928\u094d\u0926\u0940 -\u0926\u093f\u0928",
         "(\u0939\u093f\u0928\u094d\u0926\u0940 AND -\u0926\u093f\u0928)"},
        {"Open\u2011Source", "Open\u2011Source"},  // the hyphen that does not break
        {"\U0001F389", "\U0001F389"},
        {"-\U0001F389 #\U0001F389", "(-\U0001F389 AND tag:\U0001F389)"},
        {"I \u2764\ufe0f NY", "(I AND \u2764\ufe0f AND NY)"},
        {"\U0001F468\u200d\U0001F469\u200d\U0001F467",
         "\U0001F468\u200d\U0001F469\u200d\U0001F467"},
        {"rain\u3000sun", "(rain AND sun)"},  // the blank of Japanese keyboards
        {"\u3000rain", "rain"},
        {"rain\u00a0OR\u00a0sun", "(rain OR sun)"},
        {"rain\u202f-sun", "(rain AND -sun)"},
        {"rain\u2028sun", "(rain AND sun)"},
        {"\uff08rain OR sun\uff09wind", "((rain OR sun) AND wind)"},  // full-width parentheses
        {"\uff08rain)", "rain"},
        {"\ufeffrain", "rain"},  // a byte order mark
        {"\u200b", "*"},
        {"infra\u00adstructure",
         "infra\u00adstructure"},  // a soft hyphen stays where it is, the tokenizer passes it over
        {"rain\u200b \u200bOR\u200b sun", "(rain OR sun)"},
        {"NOT\u200b rain", "-rain"},
        {"rain NEAR\u200e sun", "(rain NEAR/10 sun)"},
        {"title:\u200brain", "title:rain"},
        {"tag:tech\u200e is:\u200edraft\u200e", "(tag:tech AND is:draft)"},
        {"infra*\u200e water~\u200b", "(infra* AND water~1)"},
        {"\u202erain\u202c -\u200esun", "(rain AND -sun)"},
        {bytes("rain\0 sun"), "(rain AND sun)"},
        {bytes("\0rain OR\0 sun"), "(rain OR sun)"},
        {bytes("\0"), "*"},
        {"\x1b[31mrain", "[31mrain"},
    };
    check_rows(rows);
}

TEST_CASE("columns count the characters of the query from one, places its bytes",
          "[query][parser]") {
    const std::string query =
        "\u00e9t\u00e9 \"a b\" tag:x title:=y \u958b\u6e90 -z lang:FR created:2023..2024 "
        "meta.k:\"v w\" ab*\u958b #tech, wat~1 pre*";
    const QueryNode tree = parsed(query);
    struct Place {
        std::size_t column;
        std::string text;  // at begin to end
    };
    const Place places[] = {
        {1, "\u00e9t\u00e9"},
        {6, "a b"},  // after the quote
        {15, "x"},   // after the field
        {24, "y"},   // after the sign
        {26, "\u958b\u6e90"},
        {30, "z"},   // after the minus
        {37, "FR"},  // as typed; the text is "fr"
        {48, "2023..2024"},
        {67, "v w"},
        {72, "ab*\u958b"},
        {78, "tech"},  // without the comma
        {84, "wat"},   // without what a sign says
        {90, "pre"},
    };
    REQUIRE(tree.children.size() == std::size(places));
    for (std::size_t i = 0; i < std::size(places); ++i) {
        const QueryNode& child = tree.children[i];
        const QueryNode& leaf =
            child.kind == QueryNode::Kind::none_of ? child.children.front() : child;
        INFO(places[i].text);
        CHECK(leaf.column == places[i].column);
        REQUIRE(leaf.begin < leaf.end);
        CHECK(query.substr(leaf.begin, leaf.end - leaf.begin) == places[i].text);
    }
    CHECK(tree.children[5].column == 29);
    CHECK(tree.children[6].text == "fr");
    CHECK(tree.column == 1);
    CHECK(parsed("a (b OR c)").children[1].column == 4);
    CHECK(parsed("a (b NEAR c)").children[1].column == 4);
}

TEST_CASE("plain text is any of its words, and never an error", "[query][parser][plain]") {
    const Row rows[] = {
        {"", "*"},
        {" \n\t", "*"},
        {"?!", "*"},
        {"rain", "rain"},
        {"What is the rain in Spain?", "(What OR is OR the OR rain OR in OR Spain)"},
        {"rain Rain RAIN r\u00e4in", "rain"},  // each once, whatever its case or accents
        {"a OR b AND NOT c NEAR d", "(a OR or OR b OR and OR not OR c OR near OR d)"},
        {"OR", "or"},
        {"-rain \"sun (wind", "(rain OR sun OR wind)"},
        {"title:rain #tag foo:bar", "(title OR rain OR tag OR foo OR bar)"},
        {"boundary-layer flow", "(boundary-layer OR flow)"},  // a compound stays one
        {"boundary-layer boundary layer", "(boundary-layer OR boundary OR layer)"},
        {"a-b-c-d-e-f-g", "(a-b-c-d-e OR f-g)"},  // not a row of any length
        {"C++ and C# in node.js", "(C++ OR and OR C# OR in OR node.js)"},
        {"don\u2019t l'eau", "(don\u2019t OR l'eau)"},
        {"rain,sun;wind/snow", "(rain OR sun OR wind OR snow)"},
        {"infra* wat~ =x", "(infra OR wat OR x)"},
        {"\u958b", "\u958b"},
        {"\u958b\u6e90", "\u958b\u6e90"},
        {"\u958b\u6e90\u8edf\u4ef6",
         "(\u958b\u6e90 OR \u6e90\u8edf OR \u8edf\u4ef6)"},  // a sentence is found by its pairs
        {"abc \u65e5\u672c\u8a9e def", "(abc OR \u65e5\u672c OR \u672c\u8a9e OR def)"},
        {"\u958b \u6e90", "(\u958b OR \u6e90)"},
        {"\u958b\u6e90 \u958b\u6e90", "\u958b\u6e90"},
        {"I \U0001F389 party", "(I OR \U0001F389 OR party)"},
        {"rain\xff\xfesun caf\xe9", "(rain OR sun OR caf)"},  // no UTF-8
        {"\xed\xa0\x80", "*"},
        {bytes("ra\0 in"), "(ra OR in)"},
    };
    for (const Row& row : rows) {
        INFO(row.query);
        const QueryNode tree = parse_plain(row.query);
        CHECK(to_string(tree) == row.parsed);
        CHECK(parse_query(to_string(tree), now).has_value());
    }
}

TEST_CASE("each word and phrase of a tree has the words of its text", "[query][parser]") {
    struct {
        const char* query;
        std::size_t leaves;
    } const rows[] = {
        {"rain -sun title:(snow OR hail)", 4},
        {"\"an \\\"open\\\" source\"~2 =caf\u00e9", 2},
        {"ra?n* rai* rian~ *case-stud*", 4},
        {"(\"open source\" OR free) NEAR/3 software", 3},
        {"\u958b\u6e90\u8edf #tag created:2023", 1},
    };
    for (const auto& row : rows) CHECK(check_words(parsed(row.query)) == row.leaves);
    CHECK(check_words(parse_plain("the boundary-layer, \u958b\u6e90\u8edf!")) == 4);
    const std::optional<RelaxedQuery> relaxed = relaxed_query(parsed("\u958b\u6e90\u8edf rain"));
    REQUIRE(relaxed.has_value());
    CHECK(check_words(relaxed->tree) == 3);  // two pairs and a word
}

TEST_CASE("plain text may be of any length", "[query][parser][plain]") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text.append("w").append(std::to_string(i)).append(" ");
    const QueryNode tree = parse_plain(text);
    REQUIRE(tree.kind == QueryNode::Kind::any_of);
    CHECK(tree.children.size() == text::max_plain_words);
    CHECK(tree.children.back().text == "w999");
    CHECK(tree.children.back().column == tree.children.back().begin + 1);
    CHECK(parse_plain(std::string(100'000, '(')).kind == QueryNode::Kind::all);
    CHECK(parse_plain(std::string(100'000, 'a')).kind == QueryNode::Kind::word);
    std::string hyphens;
    for (int i = 0; i < 50'000; ++i) hyphens += "a-";
    CHECK(parse_plain(hyphens).children.size() <= text::max_plain_words);

    const QueryNode places = parse_plain("\u00e9t\u00e9 boundary-layer \u958b\u6e90\u8edf");
    REQUIRE(places.children.size() == 4);
    CHECK(places.children[1].column == 5);
    CHECK(places.children[1].begin == 6);
    CHECK(places.children[1].end == 20);
    CHECK(places.children[2].column == 20);
    CHECK(places.children[3].column == 21);
    CHECK(places.children[3].begin == 24);
}

}  // namespace assay::query
