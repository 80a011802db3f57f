#include <string>

#include "query/query_parser.h"
#include "tests/support/catch.h"

namespace assay {
namespace {

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
        const Result<QueryNode> tree = parse_query(row.query);
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

TEST_CASE("an unbalanced query says what is open, and where", "[query][parser]") {
    const Row rows[] = {
        {"\"rain", "quote is never closed", 1},
        {"rain \"sun", "quote is never closed", 6},
        {"rain\"", "quote is never closed", 5},
        {"\"a b\" \"", "quote is never closed", 7},
        {"\u201crain", "quote is never closed", 1},
        {"\u958b\u6e90 \u00e9t\u00e9 \"x", "quote is never closed", 8},  // code points, not bytes
        {"title:\"x", "quote is never closed", 7},
        {"tag:\"two words", "quote is never closed", 5},
        {"(rain", "( is never closed", 1},
        {"rain ((sun)", "( is never closed", 6},
        {"-(", "( is never closed", 2},
        {"title:(", "( is never closed", 7},
        {"(\"a)b\"", "( is never closed", 1},  // inside a phrase it closes nothing
        {"rain)", "no ( for this )", 5},
        {")", "no ( for this )", 1},
        {"(rain))", "no ( for this )", 7},
    };
    check_errors(rows);
}

TEST_CASE("a group, a field or a tag without a value is an error", "[query][parser]") {
    const Row rows[] = {
        {"()", "nothing between these parentheses", 1},
        {"rain ( )", "nothing between these parentheses", 6},
        {"(())", "nothing between these parentheses", 2},
        {"-()", "nothing between these parentheses", 2},
        {"title:()", "nothing between these parentheses", 7},
        {"(!!)", "nothing between these parentheses", 1},  // punctuation is nothing
        {"title:\"\"", "a word is missing", 7},
        {"title:!", "a word is missing", 7},
        {"tag:\"\"", "a tag is missing", 6},
        {"tag:/", "a tag is missing", 5},
        {"tag:=", "a tag is missing", 6},
        {"tag:#", "a tag is missing", 6},
        {"tag:(a b)", "a tag cannot be a group", 5, "(tag:a OR tag:b)"},
    };
    check_errors(rows);
}

TEST_CASE("an operator needs its words", "[query][parser]") {
    const Row rows[] = {
        {"OR", "OR needs a word on both sides", 1, "\"OR\""},
        {"OR rain", "OR needs a word on both sides", 1},
        {"rain OR", "OR needs a word on both sides", 8},
        {"rain |", "OR needs a word on both sides", 7},
        {"(rain OR)", "OR needs a word on both sides", 9},
        {"rain OR OR sun", "OR needs a word on both sides", 9},
        {"AND", "AND needs a word on both sides", 1, "\"AND\""},
        {"AND rain", "AND needs a word on both sides", 1},
        {"rain AND", "AND needs a word on both sides", 6},
        {"(AND rain)", "AND needs a word on both sides", 2},
        {"(rain AND)", "AND needs a word on both sides", 7},
        {"rain AND AND sun", "AND needs a word on both sides", 6},
        {"rain AND OR sun", "AND needs a word on both sides", 6},
        {"NOT", "NOT needs a word after it", 1, "\"NOT\""},
        {"rain NOT", "NOT needs a word after it", 6},
        {"(rain NOT)", "NOT needs a word after it", 7},
        {"NOT OR rain", "NOT needs a word after it", 1},
        {"NOT AND rain", "NOT needs a word after it", 1},
        {"-NOT", "NOT needs a word after it", 2},
    };
    check_errors(rows);
}

TEST_CASE("an unknown field is an error with the nearest known one", "[query][parser]") {
    const Row rows[] = {
        {"tilte:rain", "no field \"tilte\"", 1, "title:"},
        {"tags:rain", "no field \"tags\"", 1, "tag:"},
        {"rain headings:x", "no field \"headings\"", 6, "heading:"},
        {"Qoute:x", "no field \"qoute\"", 1, "quote:"},
        {"zzzzzzzz:x", "no field \"zzzzzzzz\"", 1, "title"},  // none is near: all are named
        {"\u958b\u6e90 foo:bar", "no field \"foo\"", 4},
        {"-foo:bar", "no field \"foo\"", 2},
        {"(foo:bar)", "no field \"foo\"", 2},
    };
    check_errors(rows);
}

TEST_CASE("a query that is too large is an error, not a wait", "[query][parser]") {
    const Row rows[] = {
        {std::string(max_query_bytes + 1, 'a'), "longer than 4096 bytes", 1},
        {words(max_query_words + 1), "more than 64 words", 1 + words(max_query_words).size()},
        {repeat("a-", 60) + "a", "more than 32 words in one phrase", 1},
        {"\"" + words(max_phrase_words + 1) + "\"", "more than 32 words in one phrase", 2},
        {repeat("(", 33) + "a" + repeat(")", 33), "more than 32 levels deep", 33},
        {repeat("-", 34) + "a", "more than 32 levels deep", 33},
        {repeat("NOT ", 34) + "a", "more than 32 levels deep", 129},
        {repeat("(", 4000), "more than 32 levels deep", 33},
        {repeat("-(", 2000), "more than 32 levels deep", 33},
        {"in*", "at least 3 letters before", 1},
        {"rain \u958b\u6e90*", "at least 3 letters before", 6},
        {"plug-in*", "at least 3 letters before", 1},  // "in*" would be looked up
        {"a..*", "at least 3 letters before", 1},      // signs are no letters
        {"title:in*", "at least 3 letters before", 7},
        {"rain\xff", "not UTF-8", 1},
        {"caf\xe9", "not UTF-8", 1},
        {"\xed\xa0\x80", "not UTF-8", 1},  // half a surrogate pair
        {"\xc0\xaf", "not UTF-8", 1},      // overlong
    };
    check_errors(rows);
}

TEST_CASE("the largest query that is allowed parses", "[query][parser]") {
    CHECK(parse_query(std::string(max_query_bytes, 'a')).has_value());
    CHECK(parse_query(words(max_query_words)).has_value());
    CHECK(parse_query("\"" + words(max_phrase_words) + "\"").has_value());
    CHECK(parse_query("\"" + words(32) + "\" \"" + words(32) + "\"").has_value());
    CHECK_FALSE(parse_query("\"" + words(32) + "\" \"" + words(32) + "\" rain").has_value());
    CHECK(parse_query(repeat("(", max_query_depth) + "a" + repeat(")", max_query_depth)).has_value());
    CHECK(parse_query(repeat("#a ", 1365)).has_value());
}

}  // namespace assay
