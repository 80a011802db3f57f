#include <algorithm>

#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {

TEST_CASE("notes like a note share its telling words and its tags", "[query][related]") {
    const Corpus corpus({
        {"bread.md",
         "---\ntags: [food/baking]\n---\nSourdough bread: flour, water, a warm oven and a long "
         "night for the dough."},
        {"oven.md",
         "---\ntags: [craft]\n---\nA brick oven holds its warmth; the flour and the dough come in "
         "at dawn."},
        {"cake.md", "---\ntags: [food]\n---\nSugar and eggs."},
        {"river.md", "The river is long, and the water is cold at night."},
        {"bus.md", "A night bus."},
        {"empty.md", ""},
        {"alone.md", "Zithers."},
    });
    query::OpenIndex index(corpus.index_directory());
    const auto related = [&](const char* path) {
        const Result<query::SearchResult> result =
            query::Searcher(index).related(path, query::SearchRequest{});
        REQUIRE(result.has_value());
        std::vector<std::string> paths;
        for (const query::Hit& hit : result->hits) paths.push_back(hit.path);
        return paths;
    };
    const std::vector<std::string> like_bread = related("bread.md");
    REQUIRE(like_bread.size() >= 3);
    CHECK(like_bread.front() == "oven.md");
    CHECK(std::find(like_bread.begin(), like_bread.end(), "bread.md") ==
          like_bread.end());  // itself left out
    CHECK(std::find(like_bread.begin(), like_bread.end(), "cake.md") !=
          like_bread.end());  // by its tag alone
    CHECK(related("alone.md").empty());
    CHECK(related("empty.md").empty());
    const Result<query::SearchResult> missing =
        query::Searcher(index).related("nowhere.md", query::SearchRequest{});
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().kind == ErrorKind::usage);
}

TEST_CASE("what makes notes alike is told, and adds up", "[query][related]") {
    const Corpus corpus({{"a.md", "---\ntags: [x]\n---\nflour and dough"},
                         {"b.md", "---\ntags: [x]\n---\nflours and dough"},
                         {"c.md", "stone"}});
    query::SearchRequest request;
    request.explain = true;
    query::OpenIndex index(corpus.index_directory());
    const Result<query::SearchResult> result = query::Searcher(index).related("a.md", request);
    REQUIRE(result.has_value());
    REQUIRE(result->hits.size() == 1);
    const query::Hit& hit = result->hits.front();
    double sum = 0;
    std::vector<std::string> shared;
    for (const query::Share& share : hit.shares) {
        sum += share.score;
        shared.push_back(share.what);
    }
    std::sort(shared.begin(), shared.end());
    CHECK(shared == std::vector<std::string>{"#x", "dough", "flour"});
    CHECK(sum == Approx(hit.score));
    REQUIRE(hit.passages.size() == 1);
    CHECK(hit.passages.front().marks.size() >= 1);
}

}  // namespace assay::test
