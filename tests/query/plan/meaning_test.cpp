#include "tests/query/found.h"
#include "tests/support/catch.h"

namespace assay::test {
namespace {

const Corpus::Notes notes{
    {"a.md",
     "---\ntags: [tech/open-source, gardening]\nstatus: evergreen\n---\nThe infrastructure of "
     "gardens, and a café."},
    {"b.md", "---\ntags: [Economics]\nlang: fr\n---\nAn infrastructure for notes."},
    {"walks/c.md", "---\ntags: [gardening]\n---\nA notebook about gardens; the gardener sleeps."},
    {"d.md", "---\ntags: [city planning]\n---\nBenches."},
};

}  // namespace

TEST_CASE("a word that is in no note is answered with its nearest spelling", "[query][meaning]") {
    const Corpus corpus(notes);
    struct Corrected {
        const char* query;
        const char* corrected;  // nullptr: it is answered as it is
    };
    const Corrected rows[] = {
        {"infrastrcuture", "infrastructure"},   // swapped
        {"infrastucture", "infrastructure"},    // a letter too few
        {"inffrastructure", "infrastructure"},  // too many
        {"INFRASTRCUTURE", "infrastructure"},
        {"infrastruture gardns", "infrastructure gardens"},
        {"infrastructure gardns", "infrastructure gardens"},
        {"infrastrcuture -bencches",
         "infrastructure -bencches"},  // nobody is to lose a note by a guess
        {"caffé", "cafe"},
        {"(infrastrcuture OR xqzzyk)", "(infrastructure OR xqzzyk)"},
        {"#gardening notebok", "#gardening notebook"},
        {"été infrastrcuture", "été infrastructure"},
        {"infrastrcuture garden*", "infrastructure garden*"},
        {"infrastructure", nullptr},      // it is there
        {"gardened", nullptr},            // in another form
        {"\"infrastrcuture\"", nullptr},  // meant as it is
        {"=infrastrcuture", nullptr},
        {"infrastrc*", nullptr},
        {"infrastruc", "infrastruc*"},  // the beginning of a word means that word
        {"xqzzyk", nullptr},            // nothing is near
        {"qq", nullptr},                // too short to guess
        {"2023", nullptr},              // a number is never another number
        {"gpt9", nullptr},
        {"", nullptr},
    };
    for (const Corrected& row : rows) {
        INFO(row.query);
        query::SearchRequest request;
        request.text = row.query;
        request.partial = query::Partial::fill_page;
        const query::SearchResult result = corpus.search(request);
        CHECK(result.corrected.value_or("-") == (row.corrected != nullptr ? row.corrected : "-"));
        if (row.corrected == nullptr) continue;
        CHECK(result.total + result.total_partial > 0);
        request.text = row.corrected;
        CHECK(result.total == corpus.search(request).total);
        CHECK(result.total_partial == corpus.search(request).total_partial);
        request.text = row.query;
        request.correct = false;
        CHECK_FALSE(corpus.search(request).corrected.has_value());
    }
}

TEST_CASE(
    "of equally near spellings the one that goes with the other words is meant, then the one in "
    "most notes",
    "[query][meaning]") {
    const Corpus corpus({{"a.md", "a plane"},
                         {"b.md", "a plank"},
                         {"c.md", "a plank"},
                         {"d.md", "a plane in the sky"},
                         {"e.md", "plank wood"}});
    CHECK(corpus.search("planx").corrected == "plank");
    CHECK(corpus.search("planx sky").corrected == "plane sky");
    CHECK(corpus.search("planx wood").corrected == "plank wood");
    CHECK(corpus.search("plnak").corrected == "plank");  // one swap is nearer than two other errors
}

TEST_CASE(
    "where nothing matches every clause is counted, and a query that finds something is named",
    "[query][meaning]") {
    const Corpus corpus(notes);
    struct Suggested {
        const char* query;
        const char* suggestion;  // nullptr: none
        const char* clauses;
    };
    const Suggested rows[] = {
        {"#gardning", "#gardening", "tag:gardning 0 tag:gardening"},
        {"tag:econmics", "tag:economics", "tag:econmics 0 tag:economics"},
        {"tag:=gardning", "tag:=gardening", "tag:=gardning 0 tag:=gardening"},
        {"#open-source", "#tech/open-source",
         "tag:open-source 0 tag:tech/open-source"},  // the last part is how people remember it
        {"tag:\"city planing\"", "tag:\"city planning\"",
         "tag:\"city planing\" 0 tag:\"city planning\""},
        {"#gardning benches", "benches", "tag:gardning 0 tag:gardening|benches 1"},
        {"\"infrastrcuture of gardens\"", "\"infrastructure of gardens\"",
         "\"infrastrcuture of gardens\" 0 \"infrastructure of gardens\""},
        {"=infrastrcuture", "=infrastructure", "=infrastrcuture 0 =infrastructure"},
        {"meta.status:evergren", "meta.status:evergreen",
         "meta.status:evergren 0 meta.status:evergreen"},
        {"path:walk/", "path:walks/", "path:walk/ 0 path:walks/"},
        {"#gardening notebook #economics", "tag:gardening notebook",
         "tag:gardening 2|notebook 1|tag:economics 1"},
        {"notebook -gardens", nullptr, "notebook 1|-gardens 2"},
        {"title:benches #economics", "tag:economics", nullptr},
        {"xqzzyk", nullptr, "xqzzyk 0"},
        {"#xqzzyk", nullptr, "tag:xqzzyk 0"},
    };
    for (const Suggested& row : rows) {
        INFO(row.query);
        query::SearchRequest request;
        request.text = row.query;
        const query::SearchResult result = corpus.search(request);
        CHECK(result.total == 0);
        std::string clauses;
        for (const query::ClauseCount& clause : result.clauses) {
            clauses.append(clauses.empty() ? "" : "|")
                .append(clause.query)
                .append(" ")
                .append(std::to_string(clause.total));
            if (clause.nearest) clauses.append(" ").append(*clause.nearest);
        }
        if (row.clauses != nullptr) CHECK(clauses == row.clauses);
        if (row.suggestion == nullptr) continue;
        REQUIRE(result.suggestion.has_value());
        if (row.clauses != nullptr) CHECK(result.suggestion->query == row.suggestion);
        request.text = result.suggestion->query;
        CHECK(result.suggestion->total ==
              corpus.search(request).total);  // its true number of notes
        CHECK(result.suggestion->total > 0);
    }
    CHECK(corpus.search("infrastructure").clauses.empty());  // found: none is needed
    CHECK_FALSE(corpus.search("infrastructure").suggestion.has_value());
}

TEST_CASE("what is near to a value of a filter depends on its length", "[query][meaning]") {
    const Corpus corpus(
        {{"ab/a.md", "---\ntags: [\"-y\", ai/models, \"開源\"]\nlang: en\nkind: x\n---\n"},
         {"walks/b.md", "---\ntags: [craft, weather]\n---\n"}});
    const std::pair<const char*, const char*> rows[] = {
        {"tag:c", ""},
        {"tag:xy", ""},
        {"tag:源", ""},
        {"lang:fr", ""},
        {"meta.kind:y", ""},
        {"path:ax/", ""},
        {"tag:graft", "tag:craft"},
        {"tag:grift", ""},
        {"tag:waether", "tag:weather"},
        {"tag:wtaher", "tag:weather"},
        {"tag:model", "tag:ai/models"},
        {"tag:models", "tag:ai/models"},
        {"path:walk/", "path:walks/"},
        {"path:work/", ""},
    };
    for (const auto& [query, nearest] : rows) {
        INFO(query);
        const query::SearchResult result = corpus.search(query);
        REQUIRE(result.clauses.size() == 1);
        CHECK(result.clauses.front().nearest.value_or("") == nearest);
        CHECK((result.suggestion ? result.suggestion->query : "") == nearest);
    }
    CHECK(corpus.search("tag:=ai").clauses.front().nearest ==
          "tag:ai");  // no note's own, but what others are below
    CHECK(corpus.search("tag:=wether").clauses.front().nearest == "tag:=weather");
}

TEST_CASE("a suggestion keeps to the filters of the request", "[query][meaning]") {
    const Corpus corpus({
        {"a.md", "---\ntags: [x]\n---\nThe \"last mile\"."},
        {"b.md", "---\ntags: [x]\n---\nThe last mile."},
        {"c.md", "The last mile."},
        {"d.md", "The notebook."},
    });
    query::SearchRequest request;
    request.text = "\"last mille\"";
    CHECK(corpus.search(request).suggestion->total == 3);
    request.tags = {"x"};
    CHECK(corpus.search(request).suggestion->total == 2);
    request.text = "=notebok";
    CHECK_FALSE(corpus.search(request).suggestion.has_value());
    CHECK(corpus.search(request).clauses.back().query == "tag:x");
}

TEST_CASE("lower-case operators are words, and a hint says so where they cost something",
          "[query][meaning]") {
    const Corpus corpus({{"a.md", "cats"},
                         {"b.md", "dogs"},
                         {"c.md", "cats or dogs"},
                         {"d.md", "dogs"},
                         {"e.md", "cats and dogs"}});
    const auto warnings = [&](const char* query) {
        const query::SearchResult result = corpus.search(query);
        return result.warnings.empty() ? std::string() : result.warnings.front();
    };
    CHECK(warnings("cats or dogs") == "\"or\" is a word here; cats OR dogs finds 5 notes");
    CHECK(warnings("dogs not cats") == "");  // fewer than the words find
    CHECK(warnings("cats and dogs") == "");
    CHECK(warnings("cats OR dogs") == "");
}

TEST_CASE("a plain text finds any of its words", "[query][meaning]") {
    const Corpus corpus({{"a.md", "The infrastructure of notes."},
                         {"b.md", "A bench (wooden)."},
                         {"c.md", "or not"},
                         {"d.md", "open water"}});
    const auto found_plain = [&](const char* text) {
        query::SearchRequest request;
        request.text = text;
        request.plain = true;
        return found(corpus, request);
    };
    CHECK(found_plain("What is \"infrastructure?") == "a");
    CHECK(found_plain("infrastructure -bench (") == "a b");
    CHECK(found_plain("title:bench") == "b");
    CHECK(found_plain("or not") == "c");  // stop words, where nothing else is left
    CHECK(found_plain("or not bench") == "b");
    CHECK(found_plain("open-source") == "d");
    CHECK(found_plain("AND OR NOT") == "c");
    CHECK(found_plain("infrastrcuture xqzzyk bench") ==
          "b");  // a word of somebody else's sentence is corrected when there is no other
    CHECK(found_plain("infrastrcuture") == "a");
    CHECK(found_plain("") == "a b c d");
}

}  // namespace assay::test
