// What commands share: a corpus with its configuration, its freshness and its index.
#include "cli/session/session.h"

#include "query/note_lookup.h"
#include "query/open_index.h"
#include "query/searcher.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {
namespace {

std::size_t found(cli::Session& session, const char* text) {
    query::SearchRequest request;
    request.text = text;
    const Result<query::SearchResult> answer =
        query::Searcher(session.index()).search(session.configured(request));
    REQUIRE(answer);
    return answer->total;
}

}  // namespace

TEST_CASE("a session obtains each thing once, when it is first asked for", "[cli][session]") {
    const Corpus corpus(Corpus::Notes{{"a.md", "rain"}});
    cli::Session session({corpus.root(), corpus.index_directory()});
    corpus.write(".assay.yaml", "synonyms: [[rain, drizzle]]\n");
    corpus.write("b.md", "more rain");
    CHECK(session.stale_notes() == 0);
    CHECK(session.refresh().stale == 0);
    CHECK(found(session, "rain") == 2);
    CHECK(found(session, "drizzle") == 2);

    corpus.write(".assay.yaml", "synonyms: []\n");
    corpus.write("c.md", "still rain");
    CHECK(found(session, "drizzle") == 2);
    CHECK(found(session, "rain") == 2);

    cli::Session next({corpus.root(), corpus.index_directory()});
    next.refresh();
    CHECK(found(next, "drizzle") == 0);
    CHECK(found(next, "rain") == 3);
}

TEST_CASE("an open index answers every kind of question, also after it was built anew",
          "[cli][session]") {
    const Corpus corpus({{"a.md", "# Rain\n\nfalls"}, {"b.md", "snow"}});
    cli::Session session({corpus.root(), corpus.index_directory()});
    query::OpenIndex& index = session.index();
    for (const bool anew : {false, true}) {
        INFO(anew);
        indexer::UpdateOptions full;
        full.full = true;
        if (anew) corpus.index(full);
        CHECK(query::note_paths(index) == std::vector<std::string>{"a.md", "b.md"});
        CHECK(*query::find_note(index, "rain") == "a.md");
        CHECK(query::indexed_hash(index, "b.md").has_value());
        CHECK(query::read_note(index, "a.md", "rain", {})->text == "Rain\n\nfalls");
        CHECK(found(session, "snow") == 1);
    }
    CHECK(&session.index() == &index);
}

}  // namespace assay::test
