// What a column of facet values keeps from one count to the next.
#include <random>

#include "indexer/text/limits.h"
#include "query/match/facet_column.h"
#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {
namespace {

std::string lower(std::string_view written) {
    std::string folded(written);
    for (char& c : folded) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return folded;
}

std::string shown(const std::vector<query::FacetCount>& counts) {
    std::string all;
    for (const query::FacetCount& each : counts)
        all.append(all.empty() ? "" : ", ")
            .append(each.value)
            .append(" ")
            .append(std::to_string(each.count));
    return all;
}

}  // namespace

TEST_CASE("a column counts the notes that are asked for", "[query][facets]") {
    query::FacetColumn column(lower, '/');
    column.set(3, {"Tech/AI", "craft"});
    column.set(1, {"tech", ""});
    column.set(7, {"tech/ai", "TECH/AI", std::string(text::max_counted_value_bytes + 1, 'x')});
    column.set(9, {});
    struct Row {
        const char* reason;
        std::vector<Xapian::docid> notes;
        const char* counts;
    };
    const Row rows[] = {
        {"no notes", {}, ""},
        {"a note without values", {9}, ""},
        {"a note that is not known", {2, 1'000}, ""},
        {"nested values, and the spelling of this note", {3}, "Tech 1, Tech/AI 1, craft 1"},
        {"other notes, other spellings; once a note", {7}, "TECH 1, TECH/AI 1"},
        {"all", {1, 3, 7, 9}, "tech 3, TECH/AI 2, craft 1"},
        {"the same again", {1, 3, 7, 9}, "tech 3, TECH/AI 2, craft 1"},
    };
    for (const Row& row : rows) {
        INFO(row.reason);
        CHECK(shown(column.counts(row.notes)) == row.counts);
    }
    CHECK(column.knows(9));
    CHECK_FALSE(column.knows(2));
    CHECK_FALSE(column.knows(1'000));
    column.set(2, {"Craft", "craft"});  // new spellings go between those that are known
    CHECK(shown(column.counts({2, 3})) == "craft 2, Tech 1, Tech/AI 1");
}

TEST_CASE("an open index counts the same whatever was asked before", "[query][facets]") {
    const Corpus corpus(Corpus::Notes{{"x.md", "sun"}});
    std::mt19937 chance(3);
    const std::array<const char*, 6> tags{"a", "A", "a/b", "A/B", "c", "é"};
    for (int i = 0; i < 40; ++i)
        corpus.write("n" + std::to_string(i) + ".md",
                     "---\ntags: [" + std::string(tags[chance() % 6]) + ", " + tags[chance() % 6] +
                         "]\ncreated: 20" + std::to_string(10 + chance() % 9) +
                         "-03-01\nstatus: " + (chance() % 2 == 0 ? "bud" : "Bud") +
                         "\n---\nrain w" + std::to_string(chance() % 5));
    corpus.index();
    query::OpenIndex kept(corpus.index_directory());
    for (int i = 0; i < 60; ++i) {
        query::SearchRequest request;
        request.text = chance() % 4 == 0 ? "rain" : "w" + std::to_string(chance() % 6);
        request.facets = {"tag", "year", "month", "folder", "status"};
        const Result<query::SearchResult> found = query::Searcher(kept).search(request);
        REQUIRE(found.has_value());
        const query::SearchResult fresh = corpus.search(request);
        REQUIRE(found->facets.size() == fresh.facets.size());
        for (std::size_t j = 0; j < fresh.facets.size(); ++j) {
            INFO(request.text << " " << fresh.facets[j].name);
            CHECK(shown(found->facets[j].counts) == shown(fresh.facets[j].counts));
        }
    }
}

TEST_CASE("an index that is opened again forgets what it has counted", "[query][facets]") {
    Corpus corpus({{"a.md", "---\ntags: x\n---\nrain [[b]]"}, {"b.md", "rain"}});
    query::OpenIndex index(corpus.index_directory());
    query::SearchRequest request;
    request.text = "rain";
    request.facets = {"tag"};
    request.link_counts = true;
    const auto counted = [&] {
        const query::SearchResult found = *query::Searcher(index).search(request);
        std::string all = shown(found.facets.front().counts);
        for (const query::Hit& hit : found.hits)
            all.append("; ").append(hit.path).append(" ").append(
                std::to_string(hit.links_in.value_or(9)));
        return all;
    };
    const std::string before = counted();
    CHECK(before.find("x 1;") == 0);
    CHECK(before.find("b.md 1") != before.npos);
    corpus.write("a.md", "---\ntags: y\n---\nrain");
    corpus.index();
    CHECK(counted() == before);  // the state that was opened
    index.database = index.store.open_for_reading();
    const std::string after = counted();
    CHECK(after.find("y 1;") == 0);
    CHECK(after.find("b.md 0") != after.npos);
}

}  // namespace assay::test
