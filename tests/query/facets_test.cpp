#include <ostream>

#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {
namespace {

/// "tech 2, tech/ai 1"
std::string shown(const std::vector<FacetCount>& facet) {
    std::string all;
    for (const FacetCount& row : facet) all.append(all.empty() ? "" : ", ").append(row.value).append(" ").append(std::to_string(row.count));
    return all;
}

}  // namespace

TEST_CASE("a note counts once for each of its tags and for what they are nested in", "[query][facets]") {
    struct Row {
        const char* reason;
        Corpus::Notes notes;
        const char* tags;
    };
    const Row rows[] = {
        {"no tags", {{"a.md", "rain"}}, ""},
        {"roll-up", {{"a.md", "---\ntags: [tech/open-source]\n---\n"}}, "tech 1, tech/open-source 1"},
        {"once a note", {{"a.md", "---\ntags: [tech/ai, tech/open-source, tech]\n---\n"}}, "tech 1, tech/ai 1, tech/open-source 1"},
        {"three levels", {{"a.md", "---\ntags: [a/b/c]\n---\n"}, {"b.md", "---\ntags: [a/b]\n---\n"}}, "a 2, a/b 2, a/b/c 1"},
        {"most notes first, ties by name", {{"a.md", "---\ntags: [x, b]\n---\n"}, {"b.md", "---\ntags: [x, a]\n---\n"}}, "x 2, a 1, b 1"},
        {"case folds, shown as most often written", {{"a.md", "---\ntags: [LLM]\n---\n"}, {"b.md", "---\ntags: [llm]\n---\n"}, {"c.md", "---\ntags: [LLM]\n---\n"}}, "LLM 3"},
        {"of equals the first by bytes", {{"a.md", "---\ntags: [Labour]\n---\n"}, {"b.md", "---\ntags: [labour]\n---\n"}}, "Labour 2"},
        {"accents fold", {{"a.md", "---\ntags: [économie]\n---\n"}, {"b.md", "---\ntags: [economie]\n---\n"}, {"c.md", "---\ntags: [économie]\n---\n"}}, "économie 3"},
        {"parents are spelled as in their children", {{"a.md", "---\ntags: [Tech/AI]\n---\n"}, {"b.md", "---\ntags: [Tech/LLM]\n---\n"}, {"c.md", "---\ntags: [tech]\n---\n"}}, "Tech 3, Tech/AI 1, Tech/LLM 1"},
        {"twice in one note", {{"a.md", "---\ntags: [Rain, rain]\n---\n#RAIN"}}, "Rain 1"},
        {"inline", {{"a.md", "#craft and #craft/wood"}}, "craft 1, craft/wood 1"},
        {"no prefix of a name", {{"a.md", "---\ntags: [technique]\n---\n"}, {"b.md", "---\ntags: [tech]\n---\n"}}, "tech 1, technique 1"},
    };
    for (const Row& row : rows) {
        INFO(row.reason);
        const Corpus corpus(row.notes);
        CHECK(shown(corpus.search("").facets.tag) == row.tags);
    }
}

TEST_CASE("years count notes by their creation, in order", "[query][facets]") {
    const Corpus corpus({
        {"a.md", "---\ncreated: 2023-01-01\n---\n"},
        {"b.md", "---\ncreated: 2023-12-31T23:59:59Z\n---\n"},
        {"c.md", "---\ncreated: 2021-06-01\n---\n"},
        {"d.md", "---\nupdated: 2022-01-01\n---\n"},  // unknown stays unknown
        {"e.md", "---\ncreated: 1969-12-31\n---\n"},
        {"f.md", "---\ncreated: 2024-01-01T00:30:00+01:00\n---\n"},  // an instant, in UTC
    });
    CHECK(shown(corpus.search("").facets.year) == "1969 1, 2021 1, 2023 3");
}

TEST_CASE("facets count every match, not only the page", "[query][facets]") {
    const Corpus corpus(Corpus::Notes{{"no-note.txt", ""}});
    for (int i = 0; i < 60; ++i)
        corpus.write("n" + std::to_string(i) + ".md", "---\ntags: [all, " + std::string(i % 3 == 0 ? "third/x" : "other") + "]\ncreated: " + (i % 2 == 0 ? "2023-01-01" : "2024-01-01") + "\n---\n" + (i % 4 == 0 ? "rain" : "sun"));
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
            SearchRequest request;
            request.text = row.query;
            request.limit = limit;
            request.offset = limit / 2;
            const Facets facets = corpus.search(request).facets;
            CHECK(shown(facets.tag) == row.tags);
            CHECK(shown(facets.year) == row.years);
        }
    }
}

}  // namespace assay::test
