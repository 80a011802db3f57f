// What all notes have in common, in an index from which notes were removed: Xapian 1.4 throws there
// for an unweighted term that all documents have, as soon as its list of documents has gaps and
// more than one chunk (some 400 documents).
#include "query/every_note.h"
#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {

TEST_CASE("a filter that every note passes finds every note", "[query][filter]") {
    const Corpus corpus(
        Corpus::Notes{{"first.md", "---\ntags: [everywhere, odd]\n---\nrain falls"}});
    constexpr std::size_t notes = 1000;
    for (std::size_t i = 0; i < notes; ++i)
        corpus.write("all/" + std::to_string(i) + ".md",
                     "---\ntags: [everywhere, " + std::string(i % 2 == 0 ? "even" : "odd") +
                         "]\n---\nrain falls\n");
    corpus.index();  // an update: its lists are in more chunks than those of a full build
    std::filesystem::remove(corpus.root() / "all/500.md");
    corpus.index();
    for (const char* query :
         {"#everywhere", "#everywhere OR #even", "#even OR #odd", "#everywhere -snow", "-snow",
          "rain #everywhere", "", "rain", "rain falls", "\"rain falls\"", "rainfalls",
          "title:snow OR rainfalls", "rain NEAR falls"}) {
        INFO(query);
        CHECK(corpus.search(query).total == notes);
    }
    for (const char* query : {"-#everywhere", "#even -#everywhere", "-rain", "fallsrain"}) {
        INFO(query);
        CHECK(corpus.search(query).total == 0);
    }
    query::SearchRequest request;
    request.tags = {"everywhere"};
    CHECK(corpus.search(request).total == notes);
    query::OpenIndex index(corpus.index_directory());
    for (const char* query : {"rain", "#everywhere", "rain falls", "", "#everywhere -snow"}) {
        INFO(query);
        query::SearchRequest all;
        all.text = query;
        std::size_t seen = 0;
        const Result<std::size_t> handed_on =
            query::for_each_note(index, all, [&](const schema::NoteRecord&) { ++seen; });
        REQUIRE(handed_on);
        CHECK(*handed_on == notes);
        CHECK(seen == notes);
    }
}

}  // namespace assay::test
