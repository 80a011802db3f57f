#include <ostream>

#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {
namespace {

/// "tech 2, tech/ai 1"
std::string shown(const query::Facet& facet) {
    std::string all;
    for (const query::FacetCount& row : facet.counts)
        all.append(all.empty() ? "" : ", ")
            .append(row.value)
            .append(" ")
            .append(std::to_string(row.count));
    return all;
}

query::SearchRequest asking(std::string text, std::vector<std::string> facets) {
    query::SearchRequest request;
    request.text = std::move(text);
    request.facets = std::move(facets);
    return request;
}

/// Of one facet over the notes that match.
std::string counted(const Corpus& corpus, const std::string& facet, const std::string& text = "") {
    const query::SearchResult result = corpus.search(asking(text, {facet}));
    REQUIRE(result.facets.size() == 1);
    CHECK(result.facets.front().name == facet);
    return shown(result.facets.front());
}

}  // namespace

TEST_CASE("a note counts once for each of its tags and for what they are nested in",
          "[query][facets]") {
    struct Row {
        const char* reason;
        Corpus::Notes notes;
        const char* tags;
    };
    const Row rows[] = {
        {"no tags", {{"a.md", "rain"}}, ""},
        {"roll-up",
         {{"a.md", "---\ntags: [tech/open-source]\n---\n"}},
         "tech 1, tech/open-source 1"},
        {"once a note",
         {{"a.md", "---\ntags: [tech/ai, tech/open-source, tech]\n---\n"}},
         "tech 1, tech/ai 1, tech/open-source 1"},
        {"three levels",
         {{"a.md", "---\ntags: [a/b/c]\n---\n"}, {"b.md", "---\ntags: [a/b]\n---\n"}},
         "a 2, a/b 2, a/b/c 1"},
        {"most notes first, ties by name",
         {{"a.md", "---\ntags: [x, b]\n---\n"}, {"b.md", "---\ntags: [x, a]\n---\n"}},
         "x 2, a 1, b 1"},
        {"case folds, shown as most often written",
         {{"a.md", "---\ntags: [LLM]\n---\n"},
          {"b.md", "---\ntags: [llm]\n---\n"},
          {"c.md", "---\ntags: [LLM]\n---\n"}},
         "LLM 3"},
        {"of equals the first by bytes",
         {{"a.md", "---\ntags: [Labour]\n---\n"}, {"b.md", "---\ntags: [labour]\n---\n"}},
         "Labour 2"},
        {"accents fold",
         {{"a.md", "---\ntags: [économie]\n---\n"},
          {"b.md", "---\ntags: [economie]\n---\n"},
          {"c.md", "---\ntags: [économie]\n---\n"}},
         "économie 3"},
        {"parents are spelled as in their children",
         {{"a.md", "---\ntags: [Tech/AI]\n---\n"},
          {"b.md", "---\ntags: [Tech/LLM]\n---\n"},
          {"c.md", "---\ntags: [tech]\n---\n"}},
         "Tech 3, Tech/AI 1, Tech/LLM 1"},
        {"twice in one note", {{"a.md", "---\ntags: [Rain, rain]\n---\n#RAIN"}}, "Rain 1"},
        {"inline", {{"a.md", "#craft and #craft/wood"}}, "craft 1, craft/wood 1"},
        {"no prefix of a name",
         {{"a.md", "---\ntags: [technique]\n---\n"}, {"b.md", "---\ntags: [tech]\n---\n"}},
         "tech 1, technique 1"},
    };
    for (const Row& row : rows) {
        INFO(row.reason);
        const Corpus corpus(row.notes);
        CHECK(counted(corpus, "tag") == row.tags);
    }
}

TEST_CASE("years count notes by their creation, in order", "[query][facets]") {
    const Corpus corpus({
        {"a.md", "---\ncreated: 2023-01-01\n---\n"},
        {"b.md", "---\ncreated: 2023-12-31T23:59:59Z\n---\n"},
        {"c.md", "---\ncreated: 2021-06-01\n---\n"},
        {"d.md", "---\nupdated: 2022-01-01\n---\n"},  // unknown stays unknown
        {"e.md", "---\ncreated: 1969-12-31\n---\n"},
        {"g.md", "---\ncreated: 0001-01-01T00:00:00+01:00\n---\n"},
        {"f.md", "---\ncreated: 2024-01-01T00:30:00+01:00\n---\n"},  // the year that was written
        {"h.md", "---\ncreated: 2021\n---\n"},
    });
    CHECK(counted(corpus, "year") == "0001 1, 1969 1, 2021 2, 2023 2, 2024 1");
}

TEST_CASE("a note counts for its folder and those above it, spelled as they are",
          "[query][facets]") {
    const Corpus corpus({
        {"root.md", ""},  // in no folder
        {"essays/a.md", ""},
        {"essays/drafts/b.md", ""},
        {"essays/drafts/old/c.md", ""},
        {"Essays/d.md", ""},
        {"essays-2/e.md", ""},
    });
    CHECK(counted(corpus, "folder") ==
          "essays 3, essays/drafts 2, Essays 1, essays-2 1, essays/drafts/old 1");
}

TEST_CASE("a note counts for its language and what that is a kind of", "[query][facets]") {
    const Corpus corpus({
        {"a.md", ""},  // that of the corpus
        {"b.md", "---\nlang: en-GB\n---\n"},
        {"c.md", "---\nlang: EN_gb\n---\n"},
        {"d.md", "---\nlang: fr\n---\n"},
        {"e.md", "---\nlanguage: fil\n---\n"},
    });
    CHECK(counted(corpus, "lang") == "en 3, en-gb 2, fil 1, fr 1");
}

TEST_CASE("a key of other front matter is a facet", "[query][facets]") {
    const Corpus corpus({
        {"a.md", "---\nstatus: Evergreen\nkind: [essay, Talk, essay]\n---\n"},
        {"b.md", "---\nStatus: evergreen\nkind: talk\nyear: 1999\n---\n"},
        {"c.md", "---\nstatus: ' Evergreen '\nrating: 5\ndeep: {er: yes, list: [1, 2.50]}\n---\n"},
        {"d.md", "---\nstatus: bud\nrating: 5\nkind: \n---\n"},
        {"e.md", "---\nstatus: ''\nstatusx: no\nsta: tus\nrating: true\n---\n"},
        {"f.md", "---\nstatus: \"two\\n  lines\"\nkind: a/b\n---\n"},
    });
    struct Row {
        const char* reason;
        const char* facet;
        const char* counts;
    };
    const Row rows[] = {
        {"case of key and value folds, blanks at the ends are dropped, empty is not a value",
         "status", "Evergreen 3, bud 1, two lines 1"},
        {"each item of a list once a note; nothing is nested", "kind", "Talk 2, a/b 1, essay 1"},
        {"numbers and booleans as they are written", "rating", "5 2, true 1"},
        {"nested keys", "deep.list", "1 1, 2.50 1"},
        {"as the query calls it", "meta.status", "Evergreen 3, bud 1, two lines 1"},
        {"a key that is called like a facet", "meta.year", "1999 1"},
        {"any case", "STATUS", "Evergreen 3, bud 1, two lines 1"},
        {"no such key", "stat", ""},
    };
    for (const Row& row : rows) {
        INFO(row.reason);
        CHECK(counted(corpus, row.facet) == row.counts);
    }
    query::OpenIndex index(corpus.index_directory());
    CHECK(query::Searcher(index).front_matter_keys() ==
          std::vector<std::string>{"deep.er", "deep.list", "kind", "rating", "sta", "status",
                                   "statusx", "year"});
}

TEST_CASE("facets are those asked for, in that order", "[query][facets]") {
    const Corpus corpus(
        Corpus::Notes{{"x/a.md", "---\ntags: [b]\ncreated: 2023-01-01\nstatus: bud\n---\n"}});
    const auto names = [&](std::vector<std::string> asked) {
        std::string all;
        for (const query::Facet& facet : corpus.search(asking("", std::move(asked))).facets)
            all += facet.name + ": " + shown(facet) + "; ";
        return all;
    };
    CHECK(names({}).empty());
    CHECK(names({"status", "folder", "tag"}) == "status: bud 1; folder: x 1; tag: b 1; ");
}

TEST_CASE("a value of a facet is a filter that finds as many notes", "[query][facets]") {
    const std::string long_value = std::string(300, 'x') + " end";
    Corpus corpus({
        {"a*b/why?/a.md",
         "---\ntags: [Économie/Ägypten, two words]\ncreated: 0999-05-01\nlang: pt_BR\nstatus: "
         "\"say \\\"hi\\\" |\"\n---\nrain"},
        {"a*b/whys/b.md", "---\ntags: [economie]\ncreated: 2023-01-01\nstatus: '-(x)'\n---\nrain"},
        {"axb/why?/c.md",
         "---\ntags: ['Two  Words']\ncreated: 2023-12-31T23:59:59Z\nstatus: "
         "\"\u3000wide\u3000blank\"\n---\nrain"},
        {"a b/«c»/d.md",
         "---\nlang: pt\nstatus: [=a, '=b', 'a=b', 'tag:x', Größe, GROSSE]\n---\nrain"},
    });
    corpus.write("e.md", "---\nstatus: [" + long_value + ", " + long_value + "x]\n---\nsun");
    corpus.index();
    const auto quoted = [](const std::string& value) {
        return value.find('"') == value.npos ? "\"" + value + "\"" : "『" + value + "』";
    };
    const std::pair<const char*, const char*> facets[] = {{"tag", "tag:"},
                                                          {"year", "created:"},
                                                          {"folder", "path:"},
                                                          {"lang", "lang:"},
                                                          {"status", "meta.status:"}};
    std::size_t compared = 0;
    for (const std::string text : {"", "rain"})
        for (const auto& [name, field] : facets) {
            const query::SearchResult result = corpus.search(asking(text, {name}));
            for (const query::FacetCount& each : result.facets.front().counts) {
                const std::string folder = name == std::string("folder") ? "/" : "";
                INFO(text << " " << name << " " << each.value);
                const query::SearchResult drilled =
                    corpus.search(asking(text + " " + field + quoted(each.value + folder), {name}));
                CHECK(drilled.total == each.count);
                ++compared;
            }
        }
    CHECK(compared == 48);
}

TEST_CASE("facets count every match, not only the page", "[query][facets]") {
    const Corpus corpus(Corpus::Notes{{"no-note.txt", ""}});
    for (int i = 0; i < 60; ++i)
        corpus.write("n" + std::to_string(i) + ".md",
                     "---\ntags: [all, " + std::string(i % 3 == 0 ? "third/x" : "other") +
                         "]\ncreated: " + (i % 2 == 0 ? "2023-01-01" : "2024-01-01") + "\n---\n" +
                         (i % 4 == 0 ? "rain" : "sun"));
    corpus.index();
    struct Row {
        const char* query;
        const char* tags;
        const char* years;
    };
    const Row rows[] = {
        {"", "all 60, other 40, third 20, third/x 20", "2023 30, 2024 30"},
        {"rain", "all 15, other 10, third 5, third/x 5", "2023 15"},
        {"-rain", "all 45, other 30, third 15, third/x 15", "2023 15, 2024 30"},
        {"rain OR sun", "all 60, other 40, third 20, third/x 20", "2023 30, 2024 30"},
        {"#third", "all 20, third 20, third/x 20", "2023 10, 2024 10"},
        {"rain #third", "all 5, third 5, third/x 5", "2023 5"},
        {"nothinglikeit", "", ""},
    };
    for (const Row& row : rows) {
        for (const std::size_t limit : {0U, 1U, 10U, 100U}) {
            INFO(row.query << " " << limit);
            query::SearchRequest request = asking(row.query, {"tag", "year"});
            request.limit = limit;
            request.offset = limit / 2;
            const std::vector<query::Facet> facets = corpus.search(request).facets;
            CHECK(shown(facets.at(0)) == row.tags);
            CHECK(shown(facets.at(1)) == row.years);
        }
    }
}

}  // namespace assay::test
