#include "tests/query/found.h"
#include "tests/support/catch.h"

namespace assay::test {

TEST_CASE("a query that finds nothing gets the nearest one that does", "[query][suggestion]") {
    const Corpus corpus({
        {"a.md", "---\ntags: [tech/open-source, gardening]\n---\nThe infrastructure of gardens, and a café."},
        {"b.md", "---\ntags: [Economics]\n---\nAn infrastructure for notes."},
        {"c.md", "---\ntags: [gardening]\n---\nA notebook about gardens; the gardener sleeps."},
        {"d.md", "---\ntags: [city planning]\n---\nBenches."},
    });
    struct Suggested {
        const char* query;
        const char* suggestion;  // nullptr: none
    };
    const Suggested rows[] = {
        {"infrastrcuture", "infrastructure"},       // swapped
        {"infrastruture gardns", "infrastructure gardens"},
        {"infrastucture", "infrastructure"},        // a letter too few
        {"inffrastructure", "infrastructure"},      // too many
        {"infrastructure gardns", "infrastructure gardens"},
        {"INFRASTRCUTURE", "infrastructure"},
        {"notebok -bencches", "notebook -benches"},
        {"caffé", "cafe"},
        {"(infrastrcuture OR xqzzyk)", "(infrastructure OR xqzzyk)"},
        {"\"infrastrcuture of gardens\"", "\"infrastructure of gardens\""},
        {"title:x infrastructre", nullptr},         // the rest still finds nothing
        {"#gardning", "#gardening"},
        {"tag:econmics", "tag:economics"},
        {"tag:=gardning", "tag:=gardening"},
        {"#open-source", "#tech/open-source"},      // the last part is how people remember it
        {"tag:\"city planing\"", "tag:\"city planning\""},
        {"#gardning notebok", "#gardening notebook"},
        {"été infrastrcuture", nullptr},
        {"xqzzyk", nullptr},                        // nonsense
        {"#xqzzyk", nullptr},
        {"qq", nullptr},                            // too short to guess
        {"infrastructure", nullptr},                // found: none is needed
        {"#gardening", nullptr},
        {"notebook benches", nullptr},              // every word is there, in no one note
    };
    for (const Suggested& row : rows) {
        INFO(row.query);
        SearchRequest request;
        request.text = row.query;
        const SearchResult result = corpus.search(request);
        REQUIRE(result.suggestion.has_value() == (row.suggestion != nullptr));
        if (row.suggestion == nullptr) continue;
        CHECK(result.total == 0);
        CHECK(result.suggestion->query == row.suggestion);
        request.text = result.suggestion->query;
        CHECK(result.suggestion->total == corpus.search(request).total);  // its true number of notes
        CHECK(result.suggestion->total > 0);
    }
}

TEST_CASE("a suggestion keeps to the filters of the request", "[query][suggestion]") {
    const Corpus corpus({
        {"a.md", "---\ntags: [x]\n---\nThe infrastructure."},
        {"b.md", "---\ntags: [x]\n---\nThe infrastructure."},
        {"c.md", "The infrastructure."},
        {"d.md", "The notebook."},
    });
    SearchRequest request;
    request.text = "infrastrcuture";
    CHECK(corpus.search(request).suggestion->total == 3);
    request.tags = {"x"};
    CHECK(corpus.search(request).suggestion->total == 2);
    request.text = "notebok";
    CHECK_FALSE(corpus.search(request).suggestion.has_value());
}

TEST_CASE("of equally near spellings the one in most notes is meant", "[query][suggestion]") {
    const Corpus corpus({{"a.md", "a plane"}, {"b.md", "a plank"}, {"c.md", "a plank"}});
    REQUIRE(corpus.search("planx").suggestion.has_value());
    CHECK(corpus.search("planx").suggestion->query == "plank");
}

}  // namespace assay::test
