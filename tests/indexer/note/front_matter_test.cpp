#include "indexer/note/front_matter.h"

#include <algorithm>
#include <filesystem>

#include "indexer/corpus.h"
#include "indexer/note/encoding.h"

#include "tests/support/catch.h"

namespace assay::indexer {
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
        CHECK(read.body_line == 1 + std::count(row.text.begin(), header, '\n') +
                                    (read.body_offset > 0 && *(header - 1) != '\n'));
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
        {"--- \t\ntitle: X\n---  \nbody", R"({"title":"X"})", "body"},  // blanks after a fence
        {"---\ntitle: X\n...\nbody", R"({"title":"X"})", "body"},       // YAML's own end
        {"---\n---\nbody", "{}", "body"},
        {"---\n\n---\nbody", "{}", "body"},
        {"---\n# a comment\n---\nbody", "{}", "body"},
        {"----\ntitle: X\n----\n", "{}", "----\ntitle: X\n----\n"},
        {"---\ntitle: X\n---\n---\nrule: no\n---\n", R"({"title":"X"})",
         "---\nrule: no\n---\n"},  // only the first
    };
    check(rows);
}

TEST_CASE("text between two rules is body if it is prose", "[indexer][front_matter]") {
    const Row rows[] = {
        {"---\njust prose here\n---\nbody", "{}", "---\njust prose here\n---\nbody"},
        {"---\n\nSome prose.\n\nMore.\n\n---\nbody", "{}",
         "---\n\nSome prose.\n\nMore.\n\n---\nbody"},
        {"---\n- a\n- b\n---\nbody", "{}", "---\n- a\n- b\n---\nbody"},
    };
    check(rows);
}

TEST_CASE("YAML is read as the author meant it", "[indexer][front_matter]") {
    const Row rows[] = {
        {"---\na: \"q\\\"x\\u00e9\"\nb: 'it''s'\n---\n", R"({"a":"q\"xé","b":"it's"})", ""},
        {"---\na: \"x\\_y\\Nz\"\n\"k\\_\": 1\n---\n", "{\"a\":\"x\u00a0y\u0085z\",\"k\u00a0\":1}",
         ""},  // a no-break space, a next line
        {"---\na: null\nb: ~\nc:\nd: ''\n---\n", R"({"a":null,"b":null,"c":null,"d":""})", ""},
        {"---\na: 12\nb: -3\nc: \"12\"\nd: 'true'\n---\n", R"({"a":12,"b":-3,"c":"12","d":"true"})",
         ""},  // quoted: a string
        {"---\na: 007\nb: 1.10\nc: 0x10\nd: 1e3\ne: 4.5\n---\n",
         R"({"a":"007","b":"1.10","c":"0x10","d":"1e3","e":4.5})", ""},  // as typed
        {"---\na: 99999999999999999999\n---\n", R"({"a":"99999999999999999999"})", ""},
        {"---\na: 2024-05-06\nb: 2024-05-06T10:00:00Z\n---\n",
         R"({"a":"2024-05-06","b":"2024-05-06T10:00:00Z"})", ""},
        {"---\na: true\nb: False\nc: yes\n---\n", R"({"a":true,"b":false,"c":"yes"})", ""},
        {"---\na: [x, \"y, z\"]\nb:\n  - p\n  - q\nc:\n  d: [e]\n---\n",
         R"({"a":["x","y, z"],"b":["p","q"],"c":{"d":["e"]}})", ""},
        {"---\na: |\n  two\n  lines\nb: >-\n  folded\n  text\n---\n",
         R"({"a":"two\nlines\n","b":"folded text"})", ""},
        {"---\nz: 1\na: 2\n\"quoted key\": 3\n---\n", R"({"z":1,"a":2,"quoted key":3})",
         ""},  // in order of the file
        {"---\na: &x [1]\nb: *x\n---\n", R"({"a":[1],"b":[1]})", ""},
        // What YAML takes for less than it is.
        {"---\ntags: #todo #urgent\n---\n", R"({"tags":"#todo #urgent"})", ""},
        {"---\ntags: a #b # a comment\nx: # a comment\n---\n", R"({"tags":"a #b","x":null})", ""},
        {"---\ntags:\n  - #todo\n  - \"b\"\n  - [[G]]\n  - 3 # three\n---\n",
         R"({"tags":["#todo","b","[[G]]",3]})", ""},
        {"---\ntitle: Issue #12 again\nn: 12 #x\nday: 2024-03-15 #x\nok: true #x\n---\n",
         R"({"title":"Issue #12 again","n":12,"day":"2024-03-15","ok":true})", ""},
        {"---\ntags: #todo\n# a comment\n#draft: true\n\nx:\n  - a\n#  - b\n---\n",
         R"({"tags":"#todo","x":["a"]})", ""},
        {"---\ncolor: #fff\ntitle: #1 priority\n---\n", R"({"color":"#fff","title":"#1 priority"})",
         ""},
        {"---\ntitle: !important note\nx: !\ny: !!str 12\nz: [!a b]\n---\n",
         R"({"title":"!important note","x":"!","y":12,"z":["!a b"]})", ""},
        {"---\ntitle: &more\nx: & friends\n---\n", R"({"title":"&more","x":"& friends"})", ""},
        {"---\na: &x [1]\nb: &y\n---\n", R"({"a":[1],"b":"&y"})", ""},
        {"---\na: &x 1\nb: *x\n---\n", R"({"a":1,"b":1})", ""},  // a name that is used
        {"---\ntitle: {curly}\nx: {{date}}\ny: {{date:YYYY}}\nz: {a: b}\nw: {}\n---\n",
         R"({"title":"{curly}","x":"{{date}}","y":"{{date:YYYY}}","z":{"a":"b"},"w":{}})", ""},
        {"---\nauthor: [[Jane Roe]]\nup: [[A|b]]\nx: [[A: b]]\nm: [[1, 2], [3, 4]]\n---\n",
         R"({"author":"[[Jane Roe]]","up":"[[A|b]]","x":"[[A: b]]","m":[[1,2],[3,4]]})", ""},
        {"---\nrelated:\n  - [[A]]\n  - [[B#c]]\nx: [[[A]], [[B]]]\ny: {z: [[A]]}\n---\n",
         R"({"related":["[[A]]","[[B#c]]"],"x":["[[A]]","[[B]]"],"y":{"z":"[[A]]"}})", ""},
        {"---\ndate: 2024-03\nday: 2024\n---\n", R"({"date":"2024-03","day":2024})", ""},
        {"---\ntext: |\n  #tag\n  &x\nmore: >\n  !y\n---\n",
         R"({"text":"#tag\n&x\n","more":"!y\n"})", ""},
        {"---\na:\tx\nb: one\n  two\n---\n", R"({"a":"x","b":"one two"})", ""},
        {"---\ntitle: 開源 – café\n---\n", R"({"title":"開源 – café"})", ""},
    };
    check(rows);
}

TEST_CASE("the simplest YAML is read as yaml-cpp reads it", "[indexer][front_matter]") {
    const char* const headers[] = {
        "a: x\n",
        "a: x y \n",
        "a:\n",
        "a:\nb: 1\n",
        "a: 12\nb: -1\nc: 1.5\nd: true\ne: null\n",
        "a: \"x: #y\"\n",
        "a: 'x \"y\"'\n",
        "a: ''\n",
        "a: \"x\" \n",
        "a:\n- x\n- y\n",
        "a:\n  - x\n  - \"y z\"\nb: c\n",
        "a:\n  - 1\n\n  - 2\n",
        "a: b\n\nc: d\n",
        "ms.date: 05/31/2018\n",
        "a: http://x.org/y#z\n",
        "a: x:y\n",
        "a: c# and c++\n",
        "a: 12:30\n",
        "a: é\n",
        "a: 日本\n",
        "a: x, [y] {z}\n",
        "a: it's\n",
        "a: say \"hi\"\n",
        "a:  x\n",
        "a: x\nb:\n - y\n",
        "a: yes\nb: No\n",
        "a: 2024-01-02 10:00\n",
        "a: <b>\n",
        "a: x -- y\n",
        "a-b_c.d: e\n",
        "a: /x/y/\n",
        "a:\n- - x\n",
        "a:\n- b: c\n",
        "a: []\n",
        "a: [ ]\n",
        "a: [x]\n",
        "a: [x,y]\n",
        "a: [x y, 'z', \"w v\", 1, true]\n",
        "a: [x, ]\n",
        "a: [, x]\n",
        "a: [\"x, y\"]\n",
        "a: [x: y]\n",
        "a: [[x]]\n",
        "a: [x\n",
        "a: [é, 日本]\n",
        "a: [\"x\" y]\n",
        "a: ['x, y']\n",
        "a: [x #y]\n",
        "a: [x]y\n",
        "a: [-x, .y]\n",
        "a: [x] \n",
        "a: x\n  y\n",
        "a: |\n  x\n",
        "a: &x y\n",
        "a: x # y\n",
        "a: \"x\\ty\"\n",
        "a: 'it''s'\n",
        "a: [x]\n",
        "a: {b: c}\n",
        "a:\n  b: c\n",
        "a:\n- x\n  y\n",
        "a : b\n",
        "a:\n-\n- x\n",
        "a: -x\n",
        "a: ~\n",
        "\"a\": b\n",
        "a b: c\n",
        "a: x\n- y\n",
        "a:\n  - x\n - y\n",
        "a: x\n\n  y\n",
    };
    for (const std::string header : headers) {
        INFO(header);
        const FrontMatter quick = read_front_matter("---\n" + header + "---\nbody"),
                          whole =
                              read_front_matter("---\n# not the simplest\n" + header + "---\nbody");
        CHECK(quick.values.dump() == whole.values.dump());
        CHECK(quick.problems.size() == whole.problems.size());
        for (const auto& [key, line] : quick.lines) CHECK(whole.lines.at(key) == line + 1);
    }
}

TEST_CASE("headers of real notes are read as yaml-cpp reads them", "[indexer][front_matter]") {
    const std::filesystem::path corpora =
        std::filesystem::path(ASSAY_SOURCE_DIR) / "../shared/corpora";
    if (!std::filesystem::is_directory(corpora)) {
        WARN("skipped: there is no " << corpora);
        return;
    }
    std::size_t headers = 0;
    constexpr std::uint64_t any_size = UINT64_MAX - 1;
    const CorpusListing corpus = list_notes(std::filesystem::canonical(corpora));
    for (const NoteFile& note : corpus.notes) {
        const std::string text = decode_text(note.read_from(*corpus.root, any_size)).text;
        if (!text.starts_with("---\n") || text.starts_with("---\n{")) continue;
        INFO(note.path);
        const FrontMatter quick = read_front_matter(text),
                          whole = read_front_matter("---\n# not the simplest\n" + text.substr(4));
        CHECK(quick.values.dump() == whole.values.dump());
        ++headers;
    }
    CHECK(headers > 2'000);
}

TEST_CASE("JSON is read from one line or many", "[indexer][front_matter]") {
    const Row rows[] = {
        {"---\n{\"a\":1,\"b\":[true,null,\"x\"],\"c\":{\"d\":1.5}}\n---\nbody",
         R"({"a":1,"b":[true,null,"x"],"c":{"d":1.5}})", "body"},
        {"---\n\n  {\"a\":1}\n---\nbody", R"({"a":1})", "body"},
        {"---json\n{\n \"a\": 1\n}\n---\nbody", R"({"a":1})", "body"},
        {"---\n{\n \"a\": 1\n}\n---\nbody", R"({"a":1})", "body"},
        {"---\n{\"a\":\"x\\\\|y \\\" z \\u00e9\"}\n---\n", R"({"a":"x\\|y \" z é"})",
         ""},  // real escapes are left alone
        {"---\n{\"date\":\"2023-06-25\"}\n---\n", R"({"date":"2023-06-25"})", ""},
        {"---\n{\"a\":1,}\n---\n", R"({"a":1})", ""},  // a comma too many
        {"---\n{\"a\":{\"b\":\"},\"},\"c\":[\"]\"]}\n---\n", R"({"a":{"b":"},"},"c":["]"]})", ""},
        {"---\n{a: 1, b: [x]}\n---\n", R"({"a":1,"b":["x"]})", ""},  // a flow mapping of YAML
    };
    check(rows);
}

TEST_CASE("TOML is read between pluses", "[indexer][front_matter]") {
    const Row rows[] = {
        {"+++\ntitle = \"X\"\ndate = 2022-09-07T14:00:00-04:00\nday = 2022-09-07\ntags = [\"a\", "
         "\"b\"]\n+++\nbody",
         R"({"title":"X","date":"2022-09-07T14:00:00-04:00","day":"2022-09-07","tags":["a","b"]})",
         "body"},
        {"+++\nz = 1\na = 2.5\nok = true\n[extra]\nb = 'c'\n+++\n",
         R"({"z":1,"a":2.5,"ok":true,"extra":{"b":"c"}})", ""},
        {"+++\n+++\nbody", "{}", "body"},
        {"---toml\na = 1\n---\nbody", R"({"a":1})", "body"},
        {"+++\ntext = \"\"\"\n---\nx\"\"\"\n+++\n", R"({"text":"---\nx"})", ""},
    };
    check(rows);
}

TEST_CASE("lines of key: value at the top are a header when one key is known",
          "[indexer][front_matter]") {
    const Row rows[] = {
        {"title: X\ntags: a, b\n\nbody", R"({"title":"X","tags":"a, b"})", "\nbody"},
        {"Title: X\nAuthor:  Me\nnumber: 3\n", R"({"Title":"X","Author":"Me","number":3})", ""},
        {"summary: a long one\n  that goes on\n\nbody", R"({"summary":"a long one that goes on"})",
         "\nbody"},
        {"[title]: <> (\"Quoted\" (and more))\n[date]: <> (2025/08/12)\n\nbody",
         R"j({"title":"\"Quoted\" (and more)","date":"2025/08/12"})j", "\nbody"},
        {"Note: prose\n\nbody", "{}", "Note: prose\n\nbody"},  // no known key
        {"title: X\nprose goes on\n\nbody", "{}",
         "title: X\nprose goes on\n\nbody"},  // no header below
        {"Date: a fruit, and more\nof it\n", "{}", "Date: a fruit, and more\nof it\n"},
        {"title:X\n", "{}", "title:X\n"},
        {"title: [Draft] my plan\ntags: [a, \"b, c\", [[G]]]\nup: [[A]], [[B]]\n\nbody",
         R"({"title":"[Draft] my plan","tags":["a","b, c","[[G]]"],"up":["[[A]]","[[B]]"]})",
         "\nbody"},
        {"title: \"Quoted\"\ntags: #a #b\ndate: [[2024-03-15]]\n",
         R"({"title":"Quoted","tags":"#a #b","date":"[[2024-03-15]]"})", ""},
        {"title: \"Fish\": a story\nx: 'it''s'\n", R"({"title":"\"Fish\": a story","x":"'it''s'"})",
         ""},
        {"[title]: <> (X)\n\t\t\t\t\t\t\t\t[date]: <> (2024)\n", R"({"title":"X","date":2024})",
         ""},  // found by the fuzzer
        {"[link]: http://x.org\n\nbody", "{}", "[link]: http://x.org\n\nbody"},
    };
    check(rows);
}

TEST_CASE("a broken header keeps every key that can be read, and says where it is broken",
          "[indexer][front_matter]") {
    struct Broken {
        std::string header;  // up to the body
        std::string values;
        std::vector<std::string> problems;  // how each begins
    };
    const Broken rows[] = {
        // JSON: the plugin's escape, and what people do by hand.
        {"---\n{\"a\":\"x\\|y\"}\n---\n",
         R"({"a":"x|y"})",
         {"2: front matter has an escape that JSON forbids"}},
        {"---\n{\"a\":\"ok \\\" \\\\\",\n\"b\":\"[[x\\|y]] \\! \\n\"}\n---\n",
         R"({"a":"ok \" \\","b":"[[x|y]] ! \n"})",
         {"3: front matter has an escape"}},
        {"---\n{\"a\":1,\"a\":2}\n---\n",
         R"({"a":2})",
         {"2: front matter has a again, first in line 2"}},
        {"---\n{\"a\":1,\n\n\"b\":oops,\"c\":2}\n---\n",
         R"({"a":1,"c":2})",
         {"4: b is not valid JSON, left out"}},
        {"---\n{\"a\":\"say \"hi\" there\",\"b\":2}\n---\n",
         R"({"a":"say \"hi\" there","b":2})",
         {"2: a is not valid JSON, read as text"}},
        {"---\n{\"a\":\"never closed, \"b\":2,\n\"tags\":[\"x\"]}\n---\n",
         R"({"a":"never closed","b":2,"tags":["x"]})",
         {"2: a is not valid JSON, read as text"}},
        {"---\n{\"tags\":[\"x\",\"y\",\"title\":\"T\"}\n---\n",
         R"({"tags":["x","y"],"title":"T"})",
         {"2: tags is not valid JSON, read as text"}},
        {"---\n{\"a\":1 \"b\":2,\"c\":3}\n---\n",
         R"({"c":3})",
         {"2: a is not valid JSON, left out"}},
        {"---\n{\"a\":\"two\nlines\"}\n---\n",
         R"({"a":"two\nlines"})",
         {"2: front matter has an escape"}},
        {"---\n{\"a\":1\n---\n",
         R"({"a":1})",
         {"2: front matter is a JSON object that is never closed"}},
        {"---json\n{\n \"a\": 1,\n 5,\n \"b\": 2\n}\n---\n",
         R"({"a":1,"b":2})",
         {"4: front matter is not valid JSON here"}},
        // YAML: colons, tabs, signs that mean something, lists that are never closed, merge
        // conflicts.
        {"---\ntitle: a: b\ntags: [x]\n---\n",
         R"({"title":"a: b","tags":["x"]})",
         {"2: title is not valid YAML, read as text"}},
        {"---\ntitle: X\n\tbad: tab\nn: 1\n---\n",
         R"({"title":"X","n":1})",
         {"3: front matter is not valid YAML below title"}},
        {"---\ntitle: X\nn: 1\nbad: *unknown\n---\n",
         R"({"title":"X","n":1,"bad":"*unknown"})",
         {"4: bad is not valid YAML"}},
        {"---\ntitle: @x\n---\n", R"({"title":"@x"})", {"2: title is not valid YAML"}},
        {"---\ntitle: \"He said \"hi\"\"\nn: 1\n---\n",
         R"({"title":"He said \"hi\"","n":1})",
         {"2: title is not valid YAML"}},
        {"---\ntitle: \"never closed\ntags: [a, b]\n---\n",
         R"({"title":"never closed","tags":["a","b"]})",
         {"2: title is not valid YAML, read as text"}},
        {"---\ntags: [a, \"b c\"\ntitle: X\n---\n",
         R"({"tags":["a","b c"],"title":"X"})",
         {"2: tags is not valid YAML"}},
        {"---\ntags:\n\t- a\n\t- b\ntitle: X\n---\n",
         R"({"tags":["a","b"],"title":"X"})",
         {"3: tags is not valid YAML"}},
        {"---\nlang: es\ncategories:]]\n\t- es\n---\n",
         R"({"lang":"es","categories":["es"]})",
         {"3: categories is not valid YAML"}},
        {"---\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> other\n---\n",
         R"({"title":"B"})",
         {"2: front matter is not valid YAML here, left out: <<<<<<< HEAD",
          "4: front matter is not valid YAML below title",
          "5: front matter has title again, first in line 3",
          "6: front matter is not valid YAML below title"}},
        {"---\ntitle: [Draft] my plan\nn: 1\n---\n",
         R"({"title":"[Draft] my plan","n":1})",
         {"2: title is not valid YAML, read as text"}},
        {"---\ntitle: - dash\nn: 1\n---\n",
         R"({"title":"- dash","n":1})",
         {"2: title is not valid YAML, read as text"}},
        {"---\ntitle: \"Fish & Chips\": a story\n---\n",
         R"({"title":"\"Fish & Chips\": a story"})",
         {"2: title is not valid YAML, read as text"}},
        {"---\ntitle: \"quoted\" rest\n---\n",
         R"({"title":"\"quoted\" rest"})",
         {"2: title is not valid YAML, read as text"}},
        {"---\ntitle: \"Fish\" & \"Chips\"\n---\n",
         R"({"title":"\"Fish\" & \"Chips\""})",
         {"2: title is not valid YAML, read as text"}},
        {"---\ntitle: 'tis the season\nn: 1\n---\n",
         R"({"title":"'tis the season","n":1})",
         {"2: title is not valid YAML, read as text"}},
        {"---\nkey: 'it's'\n---\n",
         R"({"key":"it's"})",
         {"2: key is not valid YAML, read as text"}},
        {"---\ntitle: `code`\nx: *bold* move\ny: > said\n---\n",
         R"({"title":"`code`","x":"*bold* move","y":"> said"})",
         {"2: title is not valid YAML", "3: x is not valid YAML", "4: y is not valid YAML"}},
        {"---\nrelated: [[A]], [[B]]\nn: 1\n---\n",
         R"({"related":["[[A]]","[[B]]"],"n":1})",
         {"2: related is not valid YAML, read as text"}},
        {"---\ntags: [[x]] [[y]]\n---\n",
         R"({"tags":["[[x]]","[[y]]"]})",
         {"2: tags is not valid YAML, read as text"}},
        {"---\nsource: [[A]] and others\n---\n",
         R"({"source":"[[A]] and others"})",
         {"2: source is not valid YAML, read as text"}},
        {"---\ntags: [a, #b, \"c, d\"]\n---\n",
         R"({"tags":["a","#b","c, d"]})",
         {"2: tags is not valid YAML, read as text"}},
        {"---\ntags: [a, [b, c]\n---\n",
         R"({"tags":["a","b","c"]})",
         {"2: tags is not valid YAML, read as text"}},
        {"---\ntitle: a: b\n  goes on\n---\n",
         R"({"title":"a: b goes on"})",
         {"2: title is not valid YAML, read as text"}},
        {"---\n title: @x\n n: 1\n---\n",
         R"({"title":"@x","n":1})",
         {"2: title is not valid YAML, read as text"}},
        {"---\nx:\n  - a: 1\n    b: #c\n---\n",
         R"({"x":[{"a":1,"b":null}]})",
         {"4: x has a # that begins a comment in YAML, left out"}},
        {"---\nx: #a\n  b: c\n---\n",
         R"({"x":{"b":"c"}})",
         {"2: x has a # that begins a comment in YAML, left out"}},
        {"---\n? [a]\n: b\nc: d\n---\n",
         R"({"c":"d"})",
         {"2: front matter has a key that is not text, left out"}},
        {"---\na: 1\nb: 2\na: 3\n---\n",
         R"({"a":3,"b":2})",
         {"4: front matter has a again, first in line 2"}},
        // TOML
        {"+++\ntitle = \"X\"\ndate = nonsense\ntags = [\"a\",\n \"b\"]\n[t]\nx = 1\n[t\ny = "
         "2\n+++\n",
         R"({"title":"X","date":"nonsense","tags":["a","b"],"t":{"x":1}})",
         {"3: date is not valid TOML, read as text",
          "8: front matter is not valid TOML here, left out"}},
        {"+++\ntitle = [Draft] my plan\nup = [[A]]\nx = [[A]], [[B]]\ntags = #a #b\nn = 1\n+++\n",
         R"({"title":"[Draft] my plan","up":"[[A]]","x":["[[A]]","[[B]]"],"tags":"#a #b","n":1})",
         {"2: title is not valid TOML, read as text", "3: up is not valid TOML",
          "4: x is not valid TOML", "5: tags is not valid TOML"}},
        {"+++\na = 1\na = 2\n+++\n", R"({"a":2})", {"3: front matter has a again"}},
        // What toml++ asserts of itself does not hold here.
        {"+++\ntitle = \"X\"\n[>t]\nx = 1\n+++\n",
         R"({"title":"X"})",
         {"3: front matter is not valid TOML here, left out: it cannot be read"}},
        // Never closed: what can be read is kept, and everything that is not a key is body.
        {"---\ntitle: X\ntags:\n- a\n",
         R"({"title":"X","tags":["a"]})",
         {"1: front matter is opened and never closed"}},
        {"---\n{\"a\":1}\n", R"({"a":1})", {"1: front matter is opened and never closed"}},
        {"+++\ntitle = \"X\"\n",
         R"({"title":"X"})",
         {"1: front matter is opened and never closed"}},
        {"---\n", "{}", {}},  // a rule
        {"---\n\n", "{}", {}},
    };
    for (const Broken& row : rows) {
        INFO(row.header);
        const std::string text = row.header + "the body";
        const FrontMatter read = read_front_matter(text);
        CHECK(read.values.dump() == row.values);
        CHECK(text.substr(read.body_offset) == (row.values == "{}" ? text : "the body"));
        if (read.body_offset > 0)
            CHECK(read.body_line == 1 + std::count(row.header.begin(), row.header.end(), '\n'));
        const std::vector<std::string> problems = problems_of(read);
        INFO(Catch::StringMaker<std::vector<std::string>>::convert(problems));
        REQUIRE(problems.size() == row.problems.size());
        for (std::size_t i = 0; i < problems.size(); ++i)
            CHECK(problems[i].starts_with(row.problems[i]));
    }
}

TEST_CASE("a fence after empty lines or blanks opens nothing, and is reported",
          "[indexer][front_matter]") {
    for (const std::string text : {"\n---\ntitle: X\n---\nbody", " ---\ntitle: X\n---\n",
                                   "\t---\n\ttitle: X\n\t---\nbody", "\n\n---\n{\"a\":1}\n---\n"}) {
        INFO(text);
        const FrontMatter read = read_front_matter(text);
        CHECK(read.values.empty());
        CHECK(read.body_offset == 0);
        REQUIRE(problems_of(read).size() == 1);
        CHECK(read.problems[0].message ==
              "front matter opens on the first line only, read as text");
        CHECK(read.problems[0].where->line ==
              1 + std::count(text.begin(),
                             text.begin() + static_cast<std::ptrdiff_t>(text.find("---")), '\n'));
    }
    CHECK(read_front_matter("\n---\nprose\n---\n").problems.empty());  // two rules
}

TEST_CASE("a header nested without end costs neither stack nor time", "[indexer][front_matter]") {
    const auto repeated = [](const std::string& part, std::size_t times) {
        std::string text;
        for (std::size_t i = 0; i < times; ++i) text += part;
        return text;
    };
    const std::size_t deep = 10'000;
    std::string steps;
    for (std::size_t i = 0; i < 1'000; ++i) steps += std::string(i, ' ') + "a:\n";
    const std::string headers[] = {
        "---\ntitle: X\na: " + repeated("[", deep) + repeated("]", deep) + "\n---\n",
        "---\ntitle: X\na: " + repeated("[", deep) + "\n---\n",
        "---\ntitle: X\na: " + repeated("{b: ", deep) + "\n---\n",
        "---\ntitle: X\na: " + repeated("- ", deep) + "\n---\n",
        "---\ntitle: X\n" + steps + "---\n",
        "---\n{\"title\":\"X\",\"a\":" + repeated("[", deep) + repeated("]", deep) + "}\n---\n",
        "---\n{\"title\":\"X\"" + repeated(",\"a\":[", deep) + "}\n---\n",
        "---\n{\"title\":\"X\"" + repeated(",\"a\":\"", deep) + "}\n---\n",
        "+++\ntitle = \"X\"\na = " + repeated("[", deep) + repeated("]", deep) + "\n+++\n",
        "+++\ntitle = \"X\"\n" + repeated("[a\n", deep) + "+++\n",
        "---\ntitle: X\n" + repeated("a: [\n", deep) + "---\n",
    };
    for (const std::string& header : headers) {
        INFO(header.substr(0, 60));
        const FrontMatter read = read_front_matter(header + "body");
        CHECK(read.values.value("title", "") == "X");
        CHECK(read.body_offset == header.size());
        CHECK_FALSE(read.problems.empty());
        CHECK(read.values.dump().size() < 100'000);
    }
}

TEST_CASE("a header of many keys keeps the first thousand", "[indexer][front_matter]") {
    std::string header = "---\n";
    for (int i = 0; i < 5'000; ++i) header += "k" + std::to_string(i) + ": v\n";
    const FrontMatter read = read_front_matter(header + "---\n");
    CHECK(read.values.size() == 1'000);
    CHECK(
        problems_of(read) ==
        std::vector<std::string>{"1002: front matter has more than 1000 keys, the rest left out"});
}

TEST_CASE("a header that repeats itself without end costs nothing", "[indexer][front_matter]") {
    SECTION("a billion laughs") {
        std::string text = "---\na: &a [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n";
        for (char name = 'b'; name <= 'k'; ++name) {
            text += std::string(1, name) + ": &" + name + " [";
            for (int i = 0; i < 10; ++i)
                text += std::string(i > 0 ? ", *" : "*") + static_cast<char>(name - 1);
            text += "]\n";
        }
        const FrontMatter read = read_front_matter(text + "---\nbody");
        CHECK(read.values.dump().size() < 1'000'000);
        REQUIRE_FALSE(read.problems.empty());
        CHECK(read.values.contains("a"));  // what is not a bomb is kept
        CHECK(problems_of(read).back() == "12: k is larger than front matter may be, left out");
        CHECK(read.body_line == 14);
    }
    SECTION("a map that is a key of the next") {
        std::string text = "---\nk0: &k0 {x: y}\n";
        for (int i = 1; i < 40; ++i) {
            const std::string name = "k" + std::to_string(i);
            text += name + ": &" + name + " {*k" + std::to_string(i - 1) + " : z}\n";
        }
        const FrontMatter read = read_front_matter(text + "---\nbody");
        CHECK(read.values.dump().size() < 1'000'000);
        REQUIRE(read.values.contains("k1"));
        CHECK(read.values["k1"].dump() == R"({"{\"x\":\"y\"}":"z"})");
        CHECK(problems_of(read).back() == "41: k39 is larger than front matter may be, left out");
    }
    SECTION("a map that is its own key") {
        const FrontMatter read = read_front_matter("---\ne: &e {a: b, *e : c}\nf: g\n---\nbody");
        CHECK(problems_of(read) ==
              std::vector<std::string>{"2: e is larger than front matter may be, left out"});
        CHECK(read.values["f"] == "g");
    }
    SECTION("a long text, repeated") {
        std::string text = "---\na: &a " + std::string(100'000, 'x') + "\nb: [*a";
        for (int i = 0; i < 9'000; ++i) text += ", *a";
        const FrontMatter read = read_front_matter(text + "]\nc: short\n---\nbody");
        CHECK(read.values.dump().size() < 1'000'000);
        CHECK(problems_of(read) ==
              std::vector<std::string>{"3: b is larger than front matter may be, left out"});
        CHECK(read.values["c"] == "short");
    }
    SECTION("a value inside itself") {
        for (const char* text :
             {"---\na: &a\n  b: *a\n---\nbody", "---\na: &a [*a, *a]\n---\nbody"}) {
            INFO(text);
            CHECK(read_front_matter(text).values.dump().size() < 1'000'000);
        }
    }
}

}  // namespace assay::indexer
