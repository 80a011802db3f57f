#include "indexer/front_matter.h"

#include <algorithm>

#include "tests/support/catch.h"

namespace assay {
namespace {

struct Row {
    std::string text;
    std::string values;  // as JSON
    std::string body;
};

template <std::size_t size>
void check(const Row (&rows)[size]) {
    for (const Row& row : rows) {
        INFO(row.text);
        const FrontMatter read = read_front_matter(row.text);
        CHECK(read.values.dump() == row.values);
        CHECK(row.text.substr(read.body_offset) == row.body);
        const auto header = row.text.begin() + static_cast<std::ptrdiff_t>(read.body_offset);
        CHECK(read.body_line == 1 + std::count(row.text.begin(), header, '\n') + (read.body_offset > 0 && *(header - 1) != '\n'));
        CHECK(read.problems.empty());
    }
}

/// "line: message" of each problem.
std::vector<std::string> problems_of(const FrontMatter& read) {
    std::vector<std::string> problems;
    for (const Error& error : read.problems) {
        CHECK(error.kind == ErrorKind::note);
        CHECK_FALSE(error.hint.empty());
        problems.push_back(std::to_string(error.where.value().line) + ": " + error.message);
    }
    return problems;
}

}  // namespace

TEST_CASE("a header opens on the first line or not at all", "[indexer][front_matter]") {
    const Row rows[] = {
        {"", "{}", ""},
        {"body", "{}", "body"},
        {"---\ntitle: X\n---\nbody", R"({"title":"X"})", "body"},
        {"---\ntitle: X\n---", R"({"title":"X"})", ""},
        {"--- \t\ntitle: X\n---  \nbody", R"({"title":"X"})", "body"},  // blanks behind a fence
        {"---\ntitle: X\n...\nbody", R"({"title":"X"})", "body"},       // YAML's own end
        {"---\n---\nbody", "{}", "body"},
        {"---\n\n---\nbody", "{}", "body"},
        {"---\n# a comment\n---\nbody", "{}", "body"},
        {"\n---\ntitle: X\n---\nbody", "{}", "\n---\ntitle: X\n---\nbody"},
        {" ---\ntitle: X\n---\n", "{}", " ---\ntitle: X\n---\n"},
        {"----\ntitle: X\n----\n", "{}", "----\ntitle: X\n----\n"},
        {"---\ntitle: X\n---\n---\nrule: no\n---\n", R"({"title":"X"})", "---\nrule: no\n---\n"},  // only the first
    };
    check(rows);
}

TEST_CASE("what stands between two rules is body when it is prose", "[indexer][front_matter]") {
    const Row rows[] = {
        {"---\njust prose here\n---\nbody", "{}", "---\njust prose here\n---\nbody"},
        {"---\n\nSome prose.\n\nMore.\n\n---\nbody", "{}", "---\n\nSome prose.\n\nMore.\n\n---\nbody"},
        {"---\n- a\n- b\n---\nbody", "{}", "---\n- a\n- b\n---\nbody"},
    };
    check(rows);
}

TEST_CASE("YAML is read as the author meant it", "[indexer][front_matter]") {
    const Row rows[] = {
        {"---\na: \"q\\\"x\\u00e9\"\nb: 'it''s'\n---\n", R"({"a":"q\"xé","b":"it's"})", ""},
        {"---\na: null\nb: ~\nc:\nd: ''\n---\n", R"({"a":null,"b":null,"c":null,"d":""})", ""},
        {"---\na: 12\nb: -3\nc: \"12\"\nd: 'true'\n---\n", R"({"a":12,"b":-3,"c":"12","d":"true"})", ""},  // quoted: a string
        {"---\na: 007\nb: 1.10\nc: 0x10\nd: 1e3\n---\n", R"({"a":"007","b":"1.10","c":"0x10","d":"1e3"})", ""},  // as typed
        {"---\na: 99999999999999999999\n---\n", R"({"a":"99999999999999999999"})", ""},
        {"---\na: 2024-05-06\nb: 2024-05-06T10:00:00Z\n---\n", R"({"a":"2024-05-06","b":"2024-05-06T10:00:00Z"})", ""},
        {"---\na: true\nb: False\nc: yes\n---\n", R"({"a":true,"b":false,"c":"yes"})", ""},
        {"---\na: [x, \"y, z\"]\nb:\n  - p\n  - q\nc:\n  d: [e]\n---\n", R"({"a":["x","y, z"],"b":["p","q"],"c":{"d":["e"]}})", ""},
        {"---\na: |\n  two\n  lines\nb: >-\n  folded\n  text\n---\n", R"({"a":"two\nlines\n","b":"folded text"})", ""},
        {"---\nz: 1\na: 2\n\"quoted key\": 3\n---\n", R"({"z":1,"a":2,"quoted key":3})", ""},  // in order of the file
        {"---\na: 1\nb: 2\na: 3\n---\n", R"({"a":3,"b":2})", ""},                              // no key twice
        {"---\na: &x [1]\nb: *x\n---\n", R"({"a":[1],"b":[1]})", ""},
        {"---\ntags: #x\n---\n", R"({"tags":null})", ""},  // a comment to YAML
        {"---\ntitle: 開源 – café\n---\n", R"({"title":"開源 – café"})", ""},
    };
    check(rows);
}

TEST_CASE("JSON is read from one line or many", "[indexer][front_matter]") {
    const Row rows[] = {
        {"---\n{\"a\":1,\"b\":[true,null,\"x\"],\"c\":{\"d\":1.5}}\n---\nbody", R"({"a":1,"b":[true,null,"x"],"c":{"d":1.5}})", "body"},
        {"---\n\n  {\"a\":1}\n---\nbody", R"({"a":1})", "body"},
        {"---json\n{\n \"a\": 1\n}\n---\nbody", R"({"a":1})", "body"},
        {"---\n{\n \"a\": 1\n}\n---\nbody", R"({"a":1})", "body"},
        {"---\n{\"a\":\"x\\\\|y \\\" z \\u00e9\"}\n---\n", R"({"a":"x\\|y \" z é"})", ""},  // real escapes are left alone
        {"---\n{\"date\":\"2023-06-25\"}\n---\n", R"({"date":"2023-06-25"})", ""},
        {"---\n{\"a\":1,\"a\":2}\n---\n", R"({"a":2})", ""},
    };
    check(rows);
}

TEST_CASE("an unknown escape in JSON is the character itself, and is reported at its line", "[indexer][front_matter]") {
    const std::string message = ": unknown escape in JSON, read as the character itself";
    FrontMatter read = read_front_matter("---\n{\"a\":\"x\\|y\"}\n---\nbody");
    CHECK(read.values.dump() == R"({"a":"x|y"})");
    CHECK(problems_of(read) == std::vector<std::string>{"2" + message});
    read = read_front_matter("---\n{\"a\":\"ok \\\" \\\\\",\n\"b\":\"[[x\\|y]] \\! \\n\"}\n---\nbody");
    CHECK(read.values.dump() == R"({"a":"ok \" \\","b":"[[x|y]] ! \n"})");
    CHECK(problems_of(read) == std::vector<std::string>{"3" + message});
}

TEST_CASE("a broken header never loses the body, and says where it is broken", "[indexer][front_matter]") {
    struct Broken {
        std::string header;
        std::uint32_t line;
        const char* message;  // how it begins
    };
    const Broken rows[] = {
        {"---\n{\"a\":1,}\n---\n", 2, "front matter is not valid JSON"},
        {"---\n{\"a\":1,\n\n\"b\":oops}\n---\n", 4, "front matter is not valid JSON"},
        {"---\n{a: 1, b: [x]}\n---\n", 2, "front matter is not valid JSON"},
        {"---\n{\"a\":\"\\|\",\n\"b\":oops}\n---\n", 3, "front matter is not valid JSON"},  // an escape mended, another error left
        {"---json\n[1]\n---\n", 2, "front matter is JSON but no object"},
        {"---\ntitle: a: b\n---\n", 2, "front matter is not valid YAML"},
        {"---\ntitle: X\n\tbad: tab\n---\n", 3, "front matter is not valid YAML"},
        {"---\ntitle: X\nn: 1\nbad: *unknown\n---\n", 4, "front matter is not valid YAML"},
        {"---\ntitle: @x\n---\n", 2, "front matter is not valid YAML"},
    };
    for (const Broken& row : rows) {
        INFO(row.header);
        const std::string text = row.header + "the body";
        const FrontMatter read = read_front_matter(text);
        CHECK(text.substr(read.body_offset) == "the body");
        CHECK(read.body_line == 1 + std::count(row.header.begin(), row.header.end(), '\n'));
        REQUIRE(read.problems.size() == 1);
        CHECK(read.problems[0].where.value().line == row.line);
        CHECK(read.problems[0].message.starts_with(row.message));
        CHECK_FALSE(read.problems[0].hint.empty());
    }
}

TEST_CASE("a header that is never closed is body", "[indexer][front_matter]") {
    for (const std::string text : {"---", "---\n", "---\ntitle: X\nbody", "---json\n{}\n", "---\n{\"a\":1}\n"}) {
        INFO(text);
        const FrontMatter read = read_front_matter(text);
        CHECK(read.values.empty());
        CHECK(read.body_offset == 0);
        CHECK(read.body_line == 1);
        CHECK(problems_of(read) == std::vector<std::string>{"1: front matter is opened by --- and never closed, read as text"});
    }
}

TEST_CASE("a header that repeats itself without end costs nothing", "[indexer][front_matter]") {
    SECTION("a billion laughs") {
        std::string text = "---\na: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
        for (char name = 'b'; name <= 'k'; ++name) {
            text += std::string(1, name) + ": &" + name + " [";
            for (int i = 0; i < 10; ++i) text += std::string(i > 0 ? ", *" : "*") + static_cast<char>(name - 1);
            text += "]\n";
        }
        const FrontMatter read = read_front_matter(text + "---\nbody");
        CHECK(read.values.dump().size() < 1'000'000);
        CHECK(problems_of(read) == std::vector<std::string>{"2: front matter holds more than 10000 values, the rest left out"});
        CHECK(read.body_line == 14);
    }
    SECTION("a value inside itself") {
        for (const char* text : {"---\na: &a\n  b: *a\n---\nbody", "---\na: &a [*a, *a]\n---\nbody"}) {
            INFO(text);
            CHECK(read_front_matter(text).values.dump().size() < 1'000'000);
        }
    }
}

}  // namespace assay
