#include "tests/query/found.h"
#include "tests/support/catch.h"

namespace assay::test {

TEST_CASE("a filter finds what front matter and body hold", "[query][filter]") {
    const Corpus corpus({
        {"essays/rain.md",
         "---\ntitle: Rain\ncreated: 2023-05-06\nupdated: 2024-02-01\nlang: en-GB\ndg-publish: "
         "true\nstatus: evergreen\naliases: [Drizzle]\n---\nRain falls."},
        {"essays/drafts/fog.md",
         "---\ncreated: 2023-12-31T23:59:59Z\nupdated: 2024-03-01\nlang: fr\ndraft: true\nStatus: "
         "Seedling\n---\nLe brouillard.\n\n> Une citation.\n"},
        {"notes/drafts/ice.md",
         "---\ncreated: 2024-06-30\nupdated: 2025-01-01\nlang: en\ncite: {key: smith2020, pages: "
         "[4, 5]}\n---\nIce is `solid` water.\n\n## Under it\n\nWater.\n"},
        {"notes/a b.md",
         "---\nupdated: 2020-01-01\ntags: [x]\n---\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![p](p.png) "
         "and [l](l.md)\n"},
        {"top.md",
         "---\nupdated: 2021-01-01\nreviewed: true\n---\nA note[^1] with $x^2$ and a task.\n\n- [ "
         "] do it\n\n[^1]: yes\n"},
        {"wiki.md",
         "---\nupdated: 2022-01-01\n---\nSee [[top|the top]] and ![[photo.JPG]]; it costs $5 and "
         "$6.\n"},
    });
    const Row rows[] = {
        {"path:essays/", "essays/drafts/fog essays/rain"},
        {"path:essays", "essays/drafts/fog essays/rain"},
        {"path:essays/drafts", "essays/drafts/fog"},
        {"path:drafts/", ""},  // from the root
        {"path:essays/rain.md", "essays/rain"},
        {"path:\"notes/a b.md\"", "notes/a b"},
        {"path:**/drafts/*", "essays/drafts/fog notes/drafts/ice"},
        {"path:*.md", "essays/drafts/fog essays/rain notes/a b notes/drafts/ice top wiki"},
        {"path:notes/*.md", "notes/a b"},
        {"path:*/drafts", "essays/drafts/fog notes/drafts/ice"},
        {"path:r?in.md", "essays/rain"},
        {"-path:essays/ -path:notes/", "top wiki"},
        {"lang:en", "essays/rain notes/a b notes/drafts/ice top wiki"},
        {"lang:en-GB", "essays/rain"},
        {"lang:EN_gb", "essays/rain"},
        {"lang:fr", "essays/drafts/fog"},
        {"-lang:en", "essays/drafts/fog"},
        {"is:published", "essays/rain"},
        {"is:draft", "essays/drafts/fog"},
        {"-is:published -is:draft", "notes/a b notes/drafts/ice top wiki"},  // unknown is neither
        {"has:code", "notes/drafts/ice"},
        {"has:heading", "notes/drafts/ice"},
        {"has:quote", "essays/drafts/fog"},
        {"has:table", "notes/a b"},
        {"has:image", "notes/a b wiki"},
        {"has:link", "notes/a b wiki"},
        {"has:footnote", "top"},
        {"has:task", "top"},
        {"has:math", "top"},  // prices are not formulas
        {"has:tag", "notes/a b"},
        {"has:alias", "essays/rain"},
        {"has:created", "essays/drafts/fog essays/rain notes/drafts/ice"},
        {"meta.status:evergreen", "essays/rain"},
        {"meta.status:SEEDLING", "essays/drafts/fog"},
        {"meta.cite.key:smith2020", "notes/drafts/ice"},
        {"meta.cite.pages:5", "notes/drafts/ice"},
        {"meta.reviewed:true", "top"},
        {"meta.status:other", ""},
        {"created:2023", "essays/drafts/fog essays/rain"},
        {"created:2023-05", "essays/rain"},
        {"created:2023-05-06", "essays/rain"},
        {"created:2023..2024-06", "essays/drafts/fog essays/rain notes/drafts/ice"},
        {"created:2024..", "notes/drafts/ice"},
        {"created:..2023-05", "essays/rain"},
        {"-created:1900..", "notes/a b top wiki"},  // unknown stays unknown
        {"after:2024", "notes/drafts/ice"},
        {"before:2024", "essays/drafts/fog essays/rain"},
        {"before:2023-12-31", "essays/rain"},
        {"updated:2024-03..", "essays/drafts/fog notes/drafts/ice"},
        {"updated:2020", "notes/a b"},
        {"words:>5", "notes/a b notes/drafts/ice top wiki"},
        {"words:2", "essays/rain"},
        {"words:1..3", "essays/rain"},
        {"rain is:published", "essays/rain"},
        {"water has:code -is:draft", "notes/drafts/ice"},
        {"is:draft OR has:task", "essays/drafts/fog top"},
        {"(is:draft OR has:table) -#x", "essays/drafts/fog"},
    };
    check_found(corpus, rows);
    CHECK(corpus.paths("has:created") ==
          std::vector<std::string>{"notes/drafts/ice.md", "essays/drafts/fog.md",
                                   "essays/rain.md"});  // newest first
    CHECK(corpus.paths("path:essays/") ==
          std::vector<std::string>{"essays/drafts/fog.md", "essays/rain.md"});
}

TEST_CASE("file: finds the name of a file, whole or a part", "[query][filter][file_name]") {
    const Corpus corpus({
        {"home.md", "---\ntitle: Start\n---\n"},
        {"sub/My Home.md", "---\ntitle: Elsewhere\n---\n"},
        {"home/other.md", "home"},  // a folder and a word
        {"Caf\u00e9 Z\u00fcrich.md", "x"},
        {"e\u0301te\u0301.md", "x"},
        {"2024-03-15-rain.md", "---\ntitle: Wet\n---\n"},
        {"README.md", "# Read me"},
        {"\u958b\u6e90.md", "x"},
        {"v1.2 [draft] \"q\".md", "x"},
    });
    const Row rows[] = {
        {"file:home", "home sub/My Home"},
        {"file:HOME.MD", "home sub/My Home"},
        {"file:\"my home\"", "sub/My Home"},
        {"file:my-home", "sub/My Home"},
        {"file:hom", "home sub/My Home"},
        {"file:ome.m", "home sub/My Home"},
        {"file:\u00e9t\u00e9", "e\u0301te\u0301"},
        {"-file:home file:r",
         "2024-03-15-rain Caf\u00e9 Z\u00fcrich README home/other v1.2 [draft] \"q\""},
        {"file:home*", "home"},
        {"file:*home", "home sub/My Home"},
        {"file:h?me", "home"},
        {"file:*.md -file:*o*",
         "2024-03-15-rain Caf\u00e9 Z\u00fcrich README e\u0301te\u0301 v1.2 [draft] \"q\" "
         "\u958b\u6e90"},
        {"file:cafe", "Caf\u00e9 Z\u00fcrich"},
        {"file:CAFE\u0301", "Caf\u00e9 Z\u00fcrich"},
        {"file:zur", "Caf\u00e9 Z\u00fcrich"},
        {"file:2024-03", "2024-03-15-rain"},
        {"file:2024*", "2024-03-15-rain"},
        {"file:\u6e90", "\u958b\u6e90"},
        {"file:1.2", "v1.2 [draft] \"q\""},
        {"file:[draft]", "v1.2 [draft] \"q\""},
        {"file:other", "home/other"},
        {"file:sub", ""},  // the name alone
        {"wet file:rain", "2024-03-15-rain"},
        {"file:home OR file:readme", "README home sub/My Home"},
    };
    check_found(corpus, rows);
    const query::SearchResult result = corpus.search("file:hmoe");
    REQUIRE(result.suggestion.has_value());
    CHECK(result.suggestion->query == "file:home");
    CHECK(result.suggestion->total == 2);
    CHECK(corpus.search("file:xyzzyplugh").total == 0);
}

TEST_CASE("the words of a file name are those of its note", "[query][filter][file_name]") {
    const Corpus corpus({
        {"invoice-acme-2023.md", "---\ntitle: A bill\n---\nPay it."},
        {"2024-03-15-harvest_moon.md", "---\ntitle: Seen outside\n---\nx"},
        {"20240102 Wool shed.md", "---\ntitle: Sheep\n---\nx"},
        {"\u304a\u5bfa.md", "---\ntitle: A temple\n---\nx"},
        {"open-models.md", "---\ntitle: Open models, closed roads\n---\nx"},
        {"Roe Jane.md", "---\ntitle: Jane Roe\n---\nx"},
        {"nick.md", "---\ntitle: Something else\naliases: [nick]\n---\nx"},
        {"Anki.md", "A review.\n\n# Verdict: four stars\n"},
        {"old.html.md", "---\ntitle: A page\n---\nx"},
    });
    const Row rows[] = {
        {"invoice", "invoice-acme-2023"},
        {"2023", "invoice-acme-2023"},
        {"invoices", "invoice-acme-2023"},
        {"invoice bill", "invoice-acme-2023"},
        {"title:invoice", "invoice-acme-2023"},
        {"title:(invoice NEAR 2023)", "invoice-acme-2023"},
        {"title:\"invoice acme\"", "invoice-acme-2023"},
        {"\"invoice acme 2023\"", "invoice-acme-2023"},
        {"title:bill", "invoice-acme-2023"},
        {"title:pay", ""},
        {"heading:invoice", ""},
        {"harvest moon", "2024-03-15-harvest_moon"},
        {"harvestmoon", "2024-03-15-harvest_moon"},
        {"2024", ""},  // a leading date is none of the words
        {"wool", "20240102 Wool shed"},
        {"20240102", ""},
        {"\u5bfa", "\u304a\u5bfa"},
        {"title:\u304a\u5bfa", "\u304a\u5bfa"},
        {"title:\"open models\"", "open-models"},
        {"title:\"roe jane\"", "Roe Jane"},
        {"title:anki", "Anki"},
        {"title:verdict", ""},  // no title
        {"heading:verdict", "Anki"},
        {"old", "old.html"},
        {"html", ""},
        {"-invoice title:bill", ""},
    };
    check_found(corpus, rows);
    CHECK(corpus.search("anki").hits.front().title == "Anki");
}

TEST_CASE(
    "the note with the whole name comes first, and a name that says what the title says changes "
    "nothing",
    "[query][filter][file_name]") {
    const Corpus corpus({
        {"acme-invoice.md", "---\ntitle: A bill\n---\nPay it."},
        {"a.md",
         "---\ntitle: Acme invoice invoice acme\n---\nAn invoice of Acme. Acme, invoice, acme."},
        {"b.md", "An acme invoice. An acme invoice."},
    });
    CHECK(corpus.paths("acme invoice").front() == "acme-invoice.md");
    const auto score = [](std::string_view path, std::string_view query) {
        const Corpus one({{path, "---\ntitle: Open roads\naliases: [The way]\n---\nx"},
                          {"other.md", "---\ntitle: Other\n---\nroads open way"}});
        for (const query::Hit& hit : one.search(query).hits)
            if (hit.path == path) return hit.score;
        return 0.0;
    };
    for (const char* query : {"open", "roads", "way", "open roads"}) {
        INFO(query);
        for (const char* path : {"open-roads.md", "2024-03-15-Open_Roads.md", "the way.md"})
            CHECK(score(path, query) == score("Open roads.md", query));
    }
}

TEST_CASE("a hit says what was found in the name of its file", "[query][filter][file_name]") {
    const Corpus corpus({
        {"x/2024-03-15-invoice-acme.md", "---\ntitle: A bill\n---\nPay it."},
        {"open-models.md", "---\ntitle: Open models, closed roads\n---\nx"},
        {"Caf\u00e9.md", "---\ntitle: Out\n---\nx"},
    });
    struct Marked {
        const char* query;
        std::vector<query::TextRange> marks;
    };
    const Marked rows[] = {
        {"invoice", {{11, 18}}},
        {"acme invoice", {{11, 23}}},
        {"title:acme", {{19, 23}}},
        {"bill", {}},
        {"pay", {}},
        {"open", {}},
        {"file:acm", {{19, 22}}},
        {"file:2024", {{0, 4}}},
        {"file:*acme", {{0, 23}}},
        {"bill file:acme", {{19, 23}}},
        {"-file:xyz bill", {}},
        {"file:cafe", {{0, 5}}},
        {"cafe", {{0, 5}}},
        {"file:open", {}},
    };
    for (const Marked& row : rows) {
        INFO(row.query);
        const query::SearchResult result = corpus.search(row.query);
        REQUIRE(result.total == 1);
        CHECK(result.hits.front().name_marks == row.marks);
    }
}

TEST_CASE("words near each other, and phrases with words between", "[query][filter]") {
    const Corpus corpus({
        {"a.md", "The open source of the river lies far."},
        {"b.md", "The river has a source; the land is open."},
        {"c.md", "Open.\n\nSource of a river."},
        {"d.md", "---\ntitle: River source\n---\nOpen-source licence."},
        {"e.md", "A colour near some paper."},
        {"f.md", "one two three four five six seven eight nine ten eleven twelve"},
    });
    const Row rows[] = {
        {"open NEAR/1 source", "a d"},
        {"source NEAR/1 open", "a d"},  // in any order
        {"open NEAR/5 source", "a b c d"},
        {"open NEAR/2 source", "a c d"},  // the end of a paragraph costs one word
        {"open NEAR source", "a b c d"},
        {"open NEAR/4 river NEAR/4 source", "a"},
        {"color NEAR/3 papers", "e"},  // in any of their forms
        {"(color OR xyz) NEAR paper", "e"},
        {"one NEAR/3 four", "f"},
        {"one NEAR/2 four", ""},
        {"\"open source\" NEAR/3 river", "a"},
        {"\"open source\" NEAR/2 river", ""},
        {"open-source NEAR licence", "d"},
        {"\"of the\" NEAR/1 source", "a"},
        {"title:(river NEAR source)", "d"},
        {"title:(open NEAR source)", ""},
        {"-(open NEAR/1 source) river", "b c"},
        {"\"open source\"", "a d"},
        {"\"source open\"", ""},
        {"\"source river\"~2", "a c"},
        {"\"source river\"~1", ""},
        {"\"one four\"~2", "f"},
        {"\"one two four\"~1", "f"},
        {"\"one four two\"~5", ""},  // the order counts
        {"ope* NEAR/1 sourc*", "a d"},
        {"opne~1 NEAR/1 source", "a d"},
    };
    check_found(corpus, rows);
}

TEST_CASE("NEAR counts the end of a line as one word, and a phrase never goes over it",
          "[query][filter]") {
    const Corpus corpus({
        {"items.md", "- alder\n- birch\n- cedar"},
        {"cells.md", "| alder | birch |\n|---|---|\n| cedar | maple |"},
        {"heading.md", "## alder\n\nbirch cedar"},
        {"paragraphs.md", "The old alder.\n\nbirch and cedar"},
        {"quote.md", "> alder\n\nbirch"},
        {"hard.md", "alder  \nbirch\\\ncedar<br>maple"},
        {"soft.md", "alder\nbirch"},
        {"title.md", "---\ntitle: The alder\n---\nbirch"},
        {"alias.md", "---\naliases: [red alder, birch grove]\n---\nx"},
    });
    const Row rows[] = {
        {"alder NEAR/2 birch", "cells hard heading items paragraphs quote soft"},
        {"alder NEAR/1 birch", "hard soft"},
        {"alder NEAR/4 cedar", "cells hard heading items paragraphs"},
        {"\"alder birch\"", "hard soft"},
        {"\"alder birch\"~5", "hard soft"},
        {"\"alder cedar\"~9", "hard"},
        {"\"birch maple\"~4", "hard"},
        {"\"birch cedar\"~1", "hard heading paragraphs"},
        {"-\"alder birch\"~20", "alias cells heading items paragraphs quote title"},
        {"title:\"alder birch\"~20", ""},
        {"title:\"red alder\"~3", "alias"},
    };
    check_found(corpus, rows);
    // What is marked is what was found.
    const query::SearchResult result = corpus.search("\"birch cedar\"~1 OR maple");
    for (const query::Hit& hit : result.hits)
        for (const query::Passage& passage : hit.passages)
            for (const query::TextRange& mark : passage.marks) {
                INFO(hit.path << ": " << passage.text);
                const std::string marked = passage.text.substr(mark.begin, mark.end - mark.begin);
                CHECK((marked == "birch cedar" || marked == "birch and cedar" ||
                       marked == "maple" || marked == "birch cedar maple"));
            }
}

TEST_CASE("conditions of the request hold beside its text", "[query][filter]") {
    const Corpus corpus({{"in/a.md", "---\ncreated: 2023-01-01\n---\nrain"},
                         {"out/b.md", "---\ncreated: 2024-01-01\n---\nrain"},
                         {"in/c.md", "snow"}});
    query::SearchRequest request;
    request.text = "rain";
    request.paths = {"in"};
    CHECK(found(corpus, request) == "in/a");
    request.paths = {};
    request.after = "2024";
    CHECK(found(corpus, request) == "out/b");
    request.paths = {"in", "out"};
    request.after = {};
    request.before = "2024";
    CHECK(found(corpus, request) == "in/a");
    request.text = "";
    CHECK(found(corpus, request) == "in/a");
    request.text = "rain snow";
    request.plain = true;
    request.paths = {"in"};
    request.before = {};
    CHECK(found(corpus, request) == "in/a in/c");
}

TEST_CASE("a condition of the request is a value, not a query", "[query][filter]") {
    const Corpus corpus({{"odd \"dir\"/a.md", "rain"},
                         {"b.md", "---\ntags: tech\ncreated: 2023-01-01\n---\nrain"},
                         {"zzz\" OR path:\"b.md/c.md", "snow"}});
    const std::pair<const char*, const char*> rows[] = {
        {"odd \"dir\"", "odd \"dir\"/a"},
        {"odd \"dir\"/", "odd \"dir\"/a"},
        {"odd \"*", "odd \"dir\"/a"},
        {"zzz\" OR path:\"b.md", "zzz\" OR path:\"b.md/c"},
        {"\" OR path:\"b.md", ""},
        {"(", ""},
        {"\xff", ""},
    };
    for (const auto& [path, expected] : rows) {
        INFO(path);
        query::SearchRequest request;
        request.paths = {path};
        CHECK(found(corpus, request) == expected);
    }
    const auto error_of = [&](const query::SearchRequest& request) {
        try {
            return corpus.search(request).total == 0 ? Error{ErrorKind::usage, "found nothing"}
                                                     : Error{ErrorKind::usage, "found"};
        } catch (const Failure& failure) {
            return failure.error();
        }
    };
    for (const char* date : {"foo", "", " ", "2019 OR tag:tech", "2019..2020", ">2019", "2024-13",
                             "\"2019\"", "2019)", "(2019"}) {
        INFO(date);
        query::SearchRequest request;
        request.text = "rain";
        request.after = date;
        Error error = error_of(request);
        CHECK(error.message.starts_with("--after: "));
        CHECK(error.column == 0);
        CHECK_FALSE(error.hint.empty());
        request.before = std::exchange(request.after, std::nullopt);
        error = error_of(request);
        CHECK(error.message.starts_with("--before: "));
        CHECK(error.column == 0);
    }
    query::SearchRequest request;
    request.paths = {"b.md", ""};
    CHECK(error_of(request).message == "--in: a path is missing");
    request.paths = {"b.md"};
    request.after = " 2022-12 ";
    CHECK(error_of(request).message == "found");
}

}  // namespace assay::test
