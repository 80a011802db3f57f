#include <algorithm>

#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {
namespace {

std::string in_order(const query::SearchResult& result) {
    std::string all;
    for (const query::Hit& hit : result.hits)
        all.append(all.empty() ? "" : " ").append(hit.path.substr(0, hit.path.size() - 3));
    return all;
}

query::SearchRequest request(const char* text, query::SortBy sort = query::SortBy::relevance) {
    query::SearchRequest request;
    request.text = text;
    request.sort = sort;
    return request;
}

}  // namespace

TEST_CASE("an order is total and ends with the path", "[query][search]") {
    const Corpus corpus({
        {"b.md",
         "---\ntitle: Éclair\ncreated: 2023-05-01\nupdated: 2024-01-01\ntags: x\n---\nrain one two "
         "three"},
        {"a.md",
         "---\ntitle: zebra\ncreated: 2024-05-01\nupdated: 2024-01-02\ntags: x\n---\nrain one"},
        {"d.md", "---\ntitle: Apple\nupdated: 2026-01-01\ntags: x\n---\nrain one two"},
        {"c.md",
         "---\ntitle: fig\ncreated: 2023-05-01T10:00:00Z\nupdated: 2025-01-01\ntags: x\n---\nrain"},
        {"e.md",
         "---\ntitle: date\ncreated: 1969-07-20\nupdated: 2023-01-01\ntags: x\n---\nrain one two "
         "three four"},
        {"f.md",
         "---\ntitle: fig\ncreated: 2023-05-01\nupdated: 2024-01-01\ntags: x\n---\nrain one two "
         "three"},
    });
    struct Row {
        const char* query;
        query::SortBy sort;
        const char* order;
    };
    const Row rows[] = {
        {"", query::SortBy::relevance,
         "a c b f e d"},  // the empty query: newest first, undated last, ties by path
        {"#x", query::SortBy::relevance, "a c b f e d"},  // only filters
        {"-sun", query::SortBy::relevance, "a c b f e d"},
        {"rain", query::SortBy::created, "a c b f e d"},
        {"rain", query::SortBy::updated, "d c a b f e"},
        {"rain", query::SortBy::title, "d e b c f a"},  // Apple date Éclair fig fig zebra
        {"rain", query::SortBy::words, "e b f d a c"},
        {"rain", query::SortBy::path, "a b c d e f"},
        {"", query::SortBy::path, "a b c d e f"},
    };
    for (const Row& row : rows) {
        INFO(row.query << " " << static_cast<int>(row.sort));
        CHECK(in_order(corpus.search(request(row.query, row.sort))) == row.order);
    }
}

TEST_CASE("equal scores are ordered newest first, then by path", "[query][search]") {
    const Corpus corpus({
        {"c.md", "---\ntitle: t\ncreated: 2020-01-01\n---\nrain here"},
        {"b.md", "---\ntitle: t\n---\nrain here"},
        {"d.md", "---\ntitle: t\ncreated: 2024-01-01\n---\nrain here"},
        {"a.md", "---\ntitle: t\ncreated: 2020-01-01\n---\nrain here"},
    });
    CHECK(in_order(corpus.search("rain")) == "d a c b");
}

TEST_CASE("a page is a window on one ranking with an exact total", "[query][search]") {
    const Corpus corpus(Corpus::Notes{{"no-note.txt", ""}});
    for (int i = 0; i < 30; ++i) {
        const std::string name = "n" + std::to_string(10 + i) + ".md";
        corpus.write(name, "---\ncreated: 2024-01-" + std::to_string(10 + i % 20) + "\n---\n" +
                               std::string(i % 7 == 0 ? "rain sun" : "rain"));
    }
    corpus.index();
    query::SearchRequest all = request("rain");
    all.limit = 100;
    const query::SearchResult whole = corpus.search(all);
    REQUIRE(whole.hits.size() == 30);
    CHECK(whole.total == 30);
    CHECK(whole.notes == 30);
    struct Row {
        std::size_t offset, limit, hits;
    };
    const Row rows[] = {
        {0, 10, 10}, {10, 10, 10},
        {25, 10, 5}, {29, 1, 1},
        {30, 10, 0}, {1000, 10, 0},
        {0, 0, 0},   {5, 0, 0},
        {0, 1, 1},   {static_cast<std::size_t>(-1), static_cast<std::size_t>(-1), 0}};
    for (const Row& row : rows) {
        INFO(row.offset << " " << row.limit);
        query::SearchRequest page = request("rain");
        page.offset = row.offset;
        page.limit = row.limit;
        const query::SearchResult result = corpus.search(page);
        CHECK(result.total == 30);  // whatever the page
        REQUIRE(result.hits.size() == row.hits);
        for (std::size_t i = 0; i < result.hits.size(); ++i) {
            CHECK(result.hits[i].rank == row.offset + i + 1);
            CHECK(result.hits[i].path == whole.hits[row.offset + i].path);
            CHECK(result.hits[i].score == whole.hits[row.offset + i].score);
        }
    }
    CHECK(corpus.search("rain sun").total == 5);
    CHECK(corpus.search("rain -sun").total == 25);
    CHECK(corpus.search("").total == 30);
}

TEST_CASE("a hit carries what its note says of itself", "[query][search]") {
    const Corpus corpus({
        {"essays/rain.md",
         "---\ntitle: \"Rain: a study\"\ntags: [Tech/Open-Source, craft]\ncreated: "
         "2023-04-02\nupdated: 2025-11-19T09:12:44+01:00\npermalink: /rain/\nlang: en-GB\n"
         "dg-publish: true\nstatus: evergreen\n---\n# Rain\n\nOne two three #later"},
        {"bare.md", "Four words stand here."},
    });
    const query::SearchResult result = corpus.search("study");
    REQUIRE(result.hits.size() == 1);
    const query::Hit& hit = result.hits.front();
    CHECK(hit.rank == 1);
    CHECK(hit.score > 0);
    CHECK(hit.path == "essays/rain.md");
    CHECK(hit.title == "Rain: a study");
    CHECK(hit.tags == std::vector<std::string>{"Tech/Open-Source", "craft", "later"});
    CHECK(hit.created == std::optional<std::string>("2023-04-02"));
    CHECK(hit.updated == "2025-11-19T09:12:44+01:00");
    CHECK(hit.permalink == "/rain/");
    CHECK(hit.lang == "en-gb");
    CHECK(hit.published == std::optional<bool>(true));
    CHECK(hit.meta == "{\"status\":\"evergreen\"}");
    CHECK(hit.words == 5);
    CHECK(result.parsed == "study");
    const query::SearchResult bare = corpus.search("four");
    REQUIRE(bare.hits.size() == 1);
    CHECK(bare.hits.front().title == "bare");
    CHECK_FALSE(bare.hits.front().created.has_value());
    CHECK_FALSE(bare.hits.front().published.has_value());
    CHECK(bare.hits.front().permalink.empty());
    CHECK(bare.hits.front().meta == "{}");
}

TEST_CASE("a query that does not parse is an error, not an empty answer", "[query][search]") {
    const Corpus corpus(Corpus::Notes{{"a.md", "rain"}});
    query::OpenIndex index(corpus.index_directory());
    query::Searcher searcher(index);
    const Result<query::SearchResult> result = searcher.search(request("rain \"sun"));
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().kind == ErrorKind::query);
    CHECK(result.error().column == 6);
    CHECK(searcher.search(request("rain")).has_value());  // and does no harm
}

TEST_CASE("a corpus without notes answers nothing", "[query][search]") {
    const Corpus corpus(Corpus::Notes{{"a.txt", "rain"}});
    for (const char* query : {"", "rain", "#x", "-rain", "\"a b\"", "title:x", "inf*"}) {
        INFO(query);
        query::SearchRequest asked = request(query);
        asked.facets = {"tag", "year", "folder", "lang", "status"};
        const query::SearchResult result = corpus.search(asked);
        CHECK(result.total == 0);
        CHECK(result.hits.empty());
        CHECK(std::all_of(result.facets.begin(), result.facets.end(),
                          [](const query::Facet& facet) { return facet.counts.empty(); }));
        CHECK_FALSE(result.suggestion.has_value());
    }
}

}  // namespace assay::test
