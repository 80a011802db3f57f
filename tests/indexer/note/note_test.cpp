#include "indexer/note/note.h"

#include "tests/support/catch.h"

namespace assay::indexer {
namespace {

constexpr std::int64_t modified = 1'700'000'000;  // 2023-11-14T22:13:20Z

Note read(std::string_view text, std::string_view path = "walks/Some name.md") {
    return read_note(path, text, modified);
}

/// A note whose header is `yaml`.
Note with_header(const std::string& yaml, const std::string& body = "body") {
    return read("---\n" + yaml + "\n---\n" + body);
}

using Strings = std::vector<std::string>;

std::string text_of(const std::optional<schema::Date>& date) {
    return date ? date->text : "unknown";
}

Strings problems_of(const Note& note) {
    Strings problems;
    for (const Error& error : note.problems)
        problems.push_back(error.where.value().path + ":" + std::to_string(error.where->line) +
                           ": " + error.message);
    return problems;
}

}  // namespace

TEST_CASE("the title is that of the header, else the first level-1 heading, else the file name",
          "[indexer][note]") {
    struct Row {
        const char* text;
        const char* path;
        const char* title;
    };
    const Row rows[] = {
        {"---\ntitle: T\n---\n# Head", "a.md", "T"},
        {"---\nTitle: T\n---\n# Head", "a.md", "T"},  // any case
        {"---\ntitle: 2024\n---\n", "a.md", "2024"},
        {"---\ntitle:\n---\n# Head", "a.md", "Head"},
        {"---\ntitle: \" \"\n---\n# Head", "a.md", "Head"},
        {"---\ntitle: [a]\n---\n# Head", "a.md", "a"},
        {"---\ntitle: [Draft, really]\n---\n# Head", "a.md", "Draft, really"},
        {"---\ntitle: \"[[x|Shown]] and [[Fog]]\"\n---\n", "a.md", "Shown and Fog"},
        {"---\ntitle: [[Rain]]\n---\n", "a.md", "Rain"},
        {"---\ntitle: \"  a \\n b\\tc \"\n---\n", "a.md", "a b c"},
        {"---\ntitle: \"e\\u202Evil\\u200B \\u001B[31m\"\n---\n", "a.md",
         "evil [31m"},  // nothing a terminal would obey
        {"## Two\n\n# One\n\n# Other", "a.md", "a"},
        {"# **Bold** [[x|shown]]", "a.md", "Bold shown"},
        {"#\n\n# Second", "a.md", "Second"},  // an empty heading is none
        // Only front matter, comments and images may come before it.
        {"\n\n# Head", "a.md", "Head"},
        {"Head\n====\n\nbody", "a.md", "Head"},
        {"<!-- two\n# Not\nlines -->\n\n# Head", "a.md", "Head"},
        {"%%\n# Not\n%%\n\n# Head", "a.md", "Head"},
        {"![a picture](p.png)\n\n# Head", "a.md", "Head"},
        {"![[cover.png|300]]\n# Head", "a.md", "Head"},
        {"[![built](b.svg)](https://x.org) ![alt][ref]\n\n# Head\n\n[ref]: p.png", "a.md", "Head"},
        {"<p align=\"center\">\n<img src=\"x.png\">\n</p>\n\n# Head", "a.md", "Head"},
        {"![p](p.png)\n\nHead\n===\n", "a.md", "Head"},
        {"***\n\n[ref]: http://x.org\n\n# Head", "a.md", "Head"},
        {"#\n\n# Head", "a.md", "Head"},
        {"status:: draft\n\n# Head", "a.md", "Head"},  // an inline field is front matter
        {"prose\n\n# Head", "a.md", "a"},
        {"- item\n\n# Head", "a.md", "a"},
        {"> quote\n\n# Head", "a.md", "a"},
        {"> # Head", "a.md", "a"},
        {"- # Head", "a.md", "a"},
        {"1. # Head", "a.md", "a"},
        {"| a | b |\n|---|---|\n\n# Head", "a.md", "a"},
        {"```\ncode\n```\n\n# Head", "a.md", "a"},
        {"#tag #other\n\n# Head", "a.md", "a"},
        {"![[a note]]\n\n# Head", "a.md", "a"},  // its text
        {"![p](p.png) and words\n\n# Head", "a.md", "a"},
        {"<http://x.org>\n\n# Head", "a.md", "a"},
        {"<div>words</div>\n\n# Head", "a.md", "a"},
        {"<!-- never closed\n\n# Head", "a.md", "a"},
        {"body", "walks/Some name.md", "Some name"},
        {"body", "v1.2 notes.draft.md", "v1.2 notes.draft"},  // less its last extension
        {"body", "a.b/c.markdown", "c"},
        {"body", "開源.mdx", "開源"},
    };
    for (const Row& row : rows) {
        INFO(row.text << " / " << row.path);
        CHECK(read(row.text, row.path).record.title == row.title);
    }
}

TEST_CASE("aliases are a list or a string", "[indexer][note]") {
    CHECK(with_header("aliases: [A, \"With, comma\", 12, null, '']").record.aliases ==
          Strings{"A", "With, comma", "12"});
    CHECK(with_header("alias: Only one").record.aliases == Strings{"Only one"});
    CHECK(with_header("aliases: [A]\nalias: B").record.aliases == Strings{"A"});
    CHECK(with_header("alias:").record.aliases.empty());
}

TEST_CASE("tags come from the header and the body, each once", "[indexer][note]") {
    struct Row {
        const char* header;
        const char* body;
        Strings tags;
    };
    const Row rows[] = {
        {"tags: [a, \"#b\", c/d, null, 2024]", "", {"a", "b", "c/d", "2024"}},
        {"tags:\n  - a\n  - two words", "", {"a", "two words"}},
        {"tags: \"a, b c, #d\"", "", {"a", "b c", "d"}},  // commas first
        {"tags: \"a b #c\"", "", {"a", "b", "c"}},
        {"tags: 2024", "", {"2024"}},
        {"tags: null", "", {}},
        {"tag: a", "", {"a"}},
        {"Keywords: k1, k2", "", {"k1", "k2"}},
        {"TAGS: [Upper]", "", {"Upper"}},             // as written
        {"tags: [a]\nkeywords: [k]", "", {"a"}},      // only where there are no others
        {"tag: a\ntags: b, c", "", {"b", "c", "a"}},  // both
        {"tags: [a]\ntag: [a, d]", "", {"a", "d"}},
        {"tags:\ntag: d", "", {"d"}},
        {"tags: [\"[[Gardens]]\", \"[[x/Y|Shown]]\"]", "", {"Gardens", "Shown"}},
        {"tags: [[Gardens]]", "", {"Gardens"}},
        {"tags: \"[[Two words]] [[Three, words]]\"", "", {"Two words", "Three, words"}},
        {"tags: [[x]] [[y]]", "", {"x", "y"}},
        {"tags: [a, [b, c]]", "", {"a", "b", "c"}},
        {"tags: \"[a, b]\"", "", {"a", "b"}},
        {"tags: - a - b", "", {"a", "b"}},
        {"tags: #todo #urgent", "", {"todo", "urgent"}},
        {"tags: todo, #urgent", "", {"todo", "urgent"}},
        {"tags:\n  - #todo\n  - [[Gardens]]\n  - c # a comment", "", {"todo", "Gardens", "c"}},
        {"tags: [gardenEntry, x]", "", {"x"}},                 // the plugin's own
        {"tags: [a, A, /a/, café, CAFE]", "", {"a", "café"}},  // compared folded
        {"tags: [\"#\", \"\", \"/\"]", "", {}},
        {"tags: [a]", "an inline #a and #new/er, and #Été", {"a", "new/er", "Été"}},
        {"x: 1", "## Heading #no\n\n`#no` https://x/#no color: #fff #12\n\n```\n#no\n```", {}},
    };
    for (const Row& row : rows) {
        INFO(row.header << " / " << row.body);
        CHECK(with_header(row.header, row.body).record.tags == row.tags);
    }
}

TEST_CASE("a note was created when it says so, or its name does, and never by guess",
          "[indexer][note]") {
    struct Row {
        const char* header;
        const char* path;
        const char* created;
    };
    const Row rows[] = {
        {"created: 2024-01-02\ndate: 2023-01-01", "a.md", "2024-01-02"},
        {"date: 2023-01-01\npublished: 2022-01-01", "a.md", "2023-01-01"},
        {"published: 2020-02-03", "a.md", "2020-02-03"},
        {"date: [[2024-03-15]]", "a.md", "2024-03-15"},
        {"date: [2024-03-15]", "a.md", "2024-03-15"},
        {"date: \"[[2024-03-15|yesterday]]\"", "a.md", "2024-03-15"},
        {"date: [[Daily/2024-03-15]]", "a.md", "2024-03-15"},
        {"created: [\"[[2024-03-15]]\"]", "a.md", "2024-03-15"},
        {"date: 2024-03-15 #checked", "a.md", "2024-03-15"},
        {"pubDate: 2023-01-01T10:00:00+01:00", "a.md", "2023-01-01T10:00:00+01:00"},
        {"dateCreated: 8/21/2026", "a.md", "2026-08-21"},
        {"published: true", "a.md", "unknown"},  // is not a date
        {"published: yes", "a.md", "unknown"},
        {"created:\ndate: 2023-01-01", "a.md", "2023-01-01"},
        {"x: 1", "walks/2021-03-04 rain.md", "2021-03-04"},
        {"created: 2024-01-02", "2021-03-04.md", "2024-01-02"},
        {"x: 1", "2021-13-04 no.md", "unknown"},
        {"x: 1", "rain 2021-03-04.md", "unknown"},  // at the front only
        {"x: 1", "2021-03-04/rain.md", "unknown"},  // of the file name
        {"x: 1", "a.md", "unknown"},
        {"date: 2024-03", "a.md", "2024-03"},
        {"date: 2024", "a.md", "2024"},
        {"created: \"[[2024-03]]\"", "a.md", "2024-03"},
        {"x: 1", "2024-03 plan.md",
         "unknown"},  // a month or a number at the front of a name is not a date
        {"x: 1", "2024.md", "unknown"},
    };
    for (const Row& row : rows) {
        INFO(row.header << " / " << row.path);
        const Note note = read("---\n" + std::string(row.header) + "\n---\nbody", row.path);
        CHECK(text_of(note.record.created) == row.created);
        CHECK(problems_of(note).empty());
    }
}

TEST_CASE("a note was updated when it says so, else when its file was", "[indexer][note]") {
    CHECK(with_header("updated: 2024-05-05\nmodified: 2024-05-04").record.updated.text ==
          "2024-05-05");
    CHECK(with_header("modified: 2024-05-04\nlastmod: 2024-05-03").record.updated.text ==
          "2024-05-04");
    CHECK(with_header("lastmod: 2024-05-03").record.updated.text == "2024-05-03");
    CHECK(with_header("last_modified: 2024-05-05T10:00:00+02:00").record.updated.text ==
          "2024-05-05T10:00:00+02:00");
    CHECK(with_header("x: 1").record.updated == schema::Date{"2023-11-14T22:13:20Z", modified});
    CHECK(with_header("lastmod: 2024-05").record.updated.text == "2024-05");
    CHECK(with_header("x: 1").record.modified == modified);
    CHECK(with_header("updated: 2024-05-05").record.modified ==
          modified);  // the file's own, whatever the note says
    CHECK(with_header("updated: 2024-05-05").says_updated);
    CHECK_FALSE(with_header("x: 1").says_updated);
}

TEST_CASE("an impossible date is left out, with a problem at its line", "[indexer][note]") {
    Note note = with_header("title: created\ncreated: 2023-02-30\ndate: 2021-01-01");
    CHECK(text_of(note.record.created) == "2021-01-01");  // the next one is taken
    CHECK(problems_of(note) == Strings{"walks/Some name.md:3: created is not a date: 2023-02-30"});
    note = with_header("created_at: 2\nupdated: soon");
    CHECK(note.record.updated.seconds == modified);
    CHECK(problems_of(note) == Strings{"walks/Some name.md:3: updated is not a date: soon"});
    note = read("---\n{\"title\":\"T\",\n \"created\" : \"never\"}\n---\n");
    CHECK(problems_of(note) == Strings{"walks/Some name.md:3: created is not a date: never"});
}

TEST_CASE("what front matter says of a known key is kept, or a problem says what is left out",
          "[indexer][note]") {
    struct Row {
        const char* header;
        Strings problems;
    };
    const Row rows[] = {
        {"tags: {a: b}", {"2: tags is a map, left out"}},
        {"aliases: {a: b}", {"2: aliases is a map, left out"}},
        {"x: y\ntitle: {en: X}", {"3: title is a map, left out"}},
        {"Title: A\ntitle: B", {"3: front matter has title again, in another case, left out"}},
        {"date: [2024-03-15, 2024-04-01]", {"2: date is a list; the first date counts"}},
        {"date: [soon]", {"2: date is not a date: soon"}},
        {"date: {day: 1}", {"2: date is not a date: {\"day\":1}"}},
        {"tags: {}", {}},
        {"date: []", {}},
    };
    for (const Row& row : rows) {
        INFO(row.header);
        Strings problems;
        for (const std::string& each : problems_of(with_header(row.header)))
            problems.push_back(each.substr(each.find(':') + 1));
        CHECK(problems == row.problems);
    }
}

TEST_CASE("values that are text are searched like tags", "[indexer][note]") {
    struct Row {
        const char* header;
        Strings described;
    };
    const Row rows[] = {
        {"status: evergreen", {"evergreen"}},
        {"place: Café Zürich", {"Café Zürich"}},
        {"課題: 開源碼", {"開源碼"}},
        {"mood: [calm, \"a bit tired\"]", {"calm", "a bit tired"}},
        {"book: {writer: Jane Roe, pages: 300, shelf: [upper]}", {"Jane Roe", "upper"}},
        {"up: \"[[MOC-2024|The map]]\"", {"The map"}},
        {"up: [[Q3]]", {"Q3"}},
        {"related: [[A]], [[B|b]]", {"A", "b"}},
        {"goal: well-known", {"well-known"}},
        {"question: Why?", {"Why?"}},
        {"note: meets at 10:30 every week", {"meets at 10:30 every week"}},
        {"author: r2d2", {"r2d2"}},  // whatever it looks like: it says who
        {"series: 2024", {"2024"}},
        {"tags: [a]\nkeywords: [k, two words]", {"k", "two words"}},
        {"keywords: [k]", {}},  // tags
        {"title: T\naliases: [A]\ntags: [t]", {}},
        // No text.
        {"source: https://example.org/a page", {}},
        {"mail: jane@example.org", {}},
        {"file: /home/jane/my notes", {}},
        {"file: C:\\My notes\\x", {}},
        {"file: images/my photo.png", {}},
        {"key: 6f9619ff-8b86-d011-b42d-00c04fc964ff", {}},
        {"key: deadbeef01", {}},
        {"key: note-2024-x", {}},
        {"key: QWxhZGRpbjpvcGVuIHNlc2FtZQ==", {}},
        {"key: snake_case", {}},
        {"key: 10:30 AM", {}},
        {"key: 3.14", {}},
        {"key: yes", {}},
        {"key: true", {}},
        {"key: March 3, 2024", {}},
        {"key: [2024-03-15, 7]", {}},
        {"cssclasses: [wide, tall]\nlayout: post\nimage: a cat\ndg-home: yes it is\nms.topic: "
         "reference",
         {}},
        {"key: ''", {}},
    };
    for (const Row& row : rows) {
        INFO(row.header);
        CHECK(with_header(row.header).described == row.described);
    }
    CHECK(read("---\n{\"mood\":[\"calm\",7,true,\"[[Rain|wet]]\"]}\n---\n").described ==
          Strings{"calm", "wet"});
    CHECK(read("+++\nmood = \"calm\"\nday = 2024-03-15\n+++\n").described == Strings{"calm"});
    CHECK(read("title: T\nmood: [calm, \"very [[x|wet]]\"]\n\nbody").described ==
          Strings{"calm", "very wet"});
}

TEST_CASE("a first level-1 heading that is not the title is kept for ranking", "[indexer][note]") {
    CHECK(read("prose\n\n# Verdict").top_heading == "Verdict");
    CHECK(read("# Verdict").top_heading.empty());
    CHECK(read("---\ntitle: T\n---\nprose\n\n# Verdict").top_heading.empty());
    CHECK(read("prose\n\n## Verdict").top_heading.empty());
}

TEST_CASE("the language is that of the note or the default", "[indexer][note]") {
    CHECK(with_header("lang: FR").record.lang == "fr");
    CHECK(with_header("language: de").record.lang == "de");
    CHECK(with_header("lang: ja\nlanguage: de").record.lang == "ja");
    CHECK(with_header("lang:").record.lang == "en");
    CHECK(read("body").record.lang == "en");
}

TEST_CASE("published is what the first key says, and unknown without one", "[indexer][note]") {
    struct Row {
        const char* header;
        std::optional<bool> published;
    };
    const Row rows[] = {
        {"dg-publish: true", true},
        {"publish: false", false},
        {"published: true", true},
        {"published: yes", true},
        {"published: 2020-02-03", {}},
        {"draft: true", false},
        {"draft: false", true},
        {"draft: \"true\"", false},
        {"dg-publish: false\ndraft: false", false},
        {"x: 1", {}},
        {"publish: maybe", {}},
        {"publish:\ndraft: true", false},
    };
    for (const Row& row : rows) {
        INFO(row.header);
        const Note note = with_header(row.header);
        CHECK(note.record.published == row.published);
        CHECK(problems_of(note).empty());
    }
}

TEST_CASE("the permalink is the first of its keys", "[indexer][note]") {
    CHECK(with_header("permalink: /x/\nslug: y").record.permalink == "/x/");
    CHECK(with_header("dg-permalink: z\nurl: u").record.permalink == "z");
    CHECK(with_header("slug: y\nurl: u").record.permalink == "y");
    CHECK(with_header("url: https://e.org/u").record.permalink == "https://e.org/u");
    CHECK(read("body").record.permalink.empty());
}

TEST_CASE("every other key is kept as meta", "[indexer][note]") {
    struct Row {
        const char* header;
        const char* meta;
    };
    const Row rows[] = {
        {"title: T", "{}"},
        {"status: evergreen\nnested: {a: [1, two]}\nn: 3",
         R"({"status":"evergreen","nested":{"a":[1,"two"]},"n":3})"},
        {"Status: Up", R"({"Status":"Up"})"},
        {"dg-note-properties: {title: T}\nstatus: s", R"({"status":"s"})"},
        {"dg-publish: false\npublish: true\npublished: true\ndraft: false",
         "{}"},  // read, even where another decides
        {"created: 2020-01-01\ndate: 2020-01-01\npubDate: 2020-01-01\nlastmod: "
         "2020-01-01\nmodified: 2020-01-01",
         "{}"},
        {"tags: a\ntag: b\nkeywords: c\nalias: d\naliases: e\nslug: f\nurl: g\nlang: en\nlanguage: "
         "en",
         "{}"},
    };
    for (const Row& row : rows) {
        INFO(row.header);
        CHECK(with_header(row.header).record.meta == row.meta);
    }
    CHECK(read("body").record.meta == "{}");
}

TEST_CASE("places are those of the file, below the header", "[indexer][note]") {
    const Note note = read("---\ntitle: T\n---\n\n# Head\n\nbody\n");
    REQUIRE(note.record.headings.size() == 1);
    CHECK(note.record.headings[0].line == 5);
    CHECK(schema::place_of(note.record, note.record.text.find("body")).line == 7);
    CHECK(schema::place_of(read("---\r\n{\"a\":1}\r\n---\r\n\r\nbody").record, 0).line == 5);
}

TEST_CASE("a note that can only be read in part is kept, with its problems", "[indexer][note]") {
    Note note = read("caf\xE9");
    CHECK(note.record.text == "café");
    CHECK(problems_of(note) == Strings{"walks/Some name.md:0: not UTF-8, read as Windows-1252"});
    note = read("---\n{\"title\":oops}\n---\nthe body");
    CHECK(note.record.text == "the body");
    CHECK(note.record.title == "Some name");
    CHECK(problems_of(note) == Strings{"walks/Some name.md:2: title is not valid JSON, left out"});
    note = read("\xEF\xBB\xBF---\r\ntitle: B\r\n---\r\nx");
    CHECK(note.record.title == "B");
    CHECK(problems_of(note).empty());
    CHECK(read("").record.text.empty());
    CHECK(read(std::string(1000, '\0')).record.text.empty());
}

TEST_CASE("inline fields are front matter too", "[indexer][note]") {
    struct Row {
        const char* text;
        const char* meta;
    };
    const Row rows[] = {
        {"key:: value\nother-key:: two words\n", R"({"key":"value","other-key":"two words"})"},
        {"- item:: v1\n- item:: v2\n  - Item:: v3\n", R"({"item":["v1","v2","v3"]})"},
        {"- [ ] task [due:: 2024-03-15] (prio:: high) t", R"({"due":"2024-03-15","prio":"high"})"},
        {"> quoted:: yes\n\n1. num:: 7\n- [x] done:: today",
         R"({"quoted":"yes","num":"7","done":"today"})"},
        {"**Bold**:: b\n**Bold2::** c\n_It_:: d\nclé:: é\n日:: 本",
         R"({"Bold":"b","Bold2":"c","It":"d","clé":"é","日":"本"})"},
        {"link:: [[2000]]\nurl:: http://x.org/a::b\n[a b:: c [d] e]",
         R"({"link":"[[2000]]","url":"http://x.org/a::b","a b":"c [d] e"})"},
        {"---\nstatus: front\nTags: [x]\n---\nStatus:: body\ntags:: y\nkind:: z",
         R"({"status":"front","kind":"z"})"},
        {"title:: T\ndate:: soon",
         R"({"title":"T","date":"soon"})"},  // no title, no date: the front matter says those
        {"std::string x, a::b http://x.org 12:30 map :: a -> b\nmap :: a -> b\nstd::string y",
         "{}"},
        {"`code:: x` $math:: x$\n\n```\nfenced:: x\n```\n\n    indented:: x\n\n<!-- a:: b -->",
         "{}"},
        {"# head:: no\n\n| cell:: a | b |\n\nin prose this:: that\n\nempty::\nalso:: \n\\key\\:: x "
         "[l:: v](http://u)",
         R"({"in prose this":"that"})"},
        {"The long sentence with many words in it:: no\nsee x, y:: z [[link]] a:: b",
         R"({"see x, y":"z [[link]] a:: b"})"},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const Note note = read(row.text);
        CHECK(note.record.meta == row.meta);
        CHECK(problems_of(note) == Strings());
    }
    CHECK(read("a\n\nkey:: the value [k2:: v2]").record.text == "a\n\nkey:: the value [k2:: v2]");
    CHECK(read("title:: T\ndate:: 2024-01-01").record.title == "Some name");
    std::string many;
    for (int i = 0; i < 1'001; ++i) many += "k" + std::to_string(i) + ":: v\n";
    CHECK(problems_of(read(many)) ==
          Strings{"walks/Some name.md:1001: more than 1000 inline fields, the rest is text only"});
}

TEST_CASE("what MDX adds is read by the ending of the file", "[indexer][note]") {
    const char* const text = "import X from 'x'\n\nText {/* c */}";
    CHECK(read(text, "a.mdx").record.text == "Text");
    CHECK(read(text, "a.MDX").record.text == "Text");
    CHECK(read(text, "a.md").record.text == text);
    CHECK(read(text, "mdx.md").record.text == text);
}

}  // namespace assay::indexer
