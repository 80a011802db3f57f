#include <string>

#include "query/language/query_parser.h"
#include "query/language/query_string.h"
#include "query/open_index.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::query {
namespace {

constexpr std::int64_t now = 1795521600;  // 2026-11-24T12:00:00Z

const SavedQueries saved{{"commons", "tag:tech/open-source -is:draft"},
                         {"either", "rain OR snow"},
                         {"word", "rain"},
                         {"slip", "rian"},
                         {"outer", "@either sun"},
                         {"Entwürfe", "is:draft"},
                         {"loop", "x @loop"},
                         {"a", "@b"},
                         {"b", "y @a"},
                         {"broken", "tittle:x"},
                         {"deep", "((rain))"}};

std::string understood(const std::string& query) {
    const Result<QueryNode> tree = parse_query(query, now, saved);
    return tree ? to_string(*tree)
                : std::to_string(tree.error().column) + ": " + tree.error().message;
}

}  // namespace

TEST_CASE("@name is the saved query, in parentheses, wherever a word may be", "[query][saved]") {
    struct Row {
        const char *query, *parsed;
    };
    const Row rows[] = {
        {"@commons", "(tag:tech/open-source AND -is:draft)"},
        {"rain @commons", "(rain AND tag:tech/open-source AND -is:draft)"},
        {"-@commons", "-(tag:tech/open-source AND -is:draft)"},
        {"NOT @commons", "-(tag:tech/open-source AND -is:draft)"},
        {"!@commons", "-(tag:tech/open-source AND -is:draft)"},
        {"@commons OR sun", "((tag:tech/open-source AND -is:draft) OR sun)"},
        {"(@either) fog", "((rain OR snow) AND fog)"},
        {"@either fog", "((rain OR snow) AND fog)"},
        {"@outer", "((rain OR snow) AND sun)"},  // one inside another
        {"@either NEAR/3 sun", "((rain OR snow) NEAR/3 sun)"},
        {"title:(@either)", "(title:rain OR title:snow)"},
        {"@word, and @word.",
         "(rain AND and AND rain)"},  // the end of a sentence is not part of the name
        {"@COMMONS @entwurfe",
         "(tag:tech/open-source AND -is:draft AND is:draft)"},  // case and accents do not count
        {"@nobody", "@nobody"},                                 // a word, as without saved queries
        {"@commonsense", "@commonsense"},
        {"jane@commons", "jane@commons"},
        {"\"@commons\"", "\"@commons\""},  // in quotes never
        {"title:@word", "title:@word"},
        {"@ word", "word"},
        {"@loop", "1: in @loop: @loop leads back to itself"},
        {"rain @a", "6: in @b: @a leads back to itself"},
        {"rain @broken", "6: in @broken: there is no field \"tittle\""},
        {"@commons NEAR sun", "1: NEAR joins words, phrases, and groups of these with OR"},
        {"@word tittle:x", "7: there is no field \"tittle\""},  // the place in the query as given
    };
    for (const Row& row : rows) {
        INFO(row.query);
        CHECK(understood(row.query) == row.parsed);
    }
    CHECK(to_string(*parse_query("@commons", now)) == "@commons");
}

TEST_CASE("saved queries keep to the limits of a query", "[query][saved]") {
    SavedQueries many{{"leaf", "rain rain rain rain rain rain rain rain"}};
    std::string name = "leaf";
    for (int level = 0; level < 20; ++level) {
        const std::string twice = "@" + name + " @" + name;
        many.emplace_back(name = "n" + std::to_string(level), twice);
    }
    const Result<QueryNode> words = parse_query("@n19", now, many);
    REQUIRE_FALSE(words.has_value());
    CHECK(words.error().message.find("more than 64 words") != std::string::npos);
    CHECK(words.error().column == 1);

    many.front().second = "tag:a";  // no words, but many of it
    const Result<QueryNode> bytes = parse_query("rain @n19", now, many);
    REQUIRE_FALSE(bytes.has_value());
    CHECK(bytes.error().message.find("longer than") != std::string::npos);
    CHECK(bytes.error().column == 6);

    SavedQueries deep{{"d0", "rain"}};
    for (int level = 1; level < 40; ++level)
        deep.emplace_back("d" + std::to_string(level), "@d" + std::to_string(level - 1));
    CHECK(parse_query("@d20", now, deep).has_value());
    REQUIRE_FALSE(parse_query("@d39", now, deep).has_value());
    CHECK(parse_query("@d39", now, deep).error().message.find("nested more than") !=
          std::string::npos);
}

TEST_CASE("a saved query finds, marks and counts what its text does", "[query][saved]") {
    const test::Corpus corpus(test::Corpus::Notes{{"a.md", "---\ntags: weather\n---\nrain and sun"},
                                                  {"b.md", "snow and sun"},
                                                  {"c.md", "fog"}});
    OpenIndex index(corpus.index_directory());
    Searcher searcher(index);
    SearchRequest request;
    request.queries = saved;
    request.facets = {"tag"};
    const auto search = [&](const char* text) {
        request.text = text;
        return *searcher.search(request);
    };
    const SearchResult either = search("@either sun");
    CHECK(either.total == 2);
    CHECK(either.parsed == "((rain OR snow) AND sun)");
    REQUIRE(either.hits.front().passages.front().marks.size() == 2);
    CHECK(either.facets.front().counts.front().value == "weather");
    CHECK(search("-@either").total == 1);
    CHECK(search("@eiter").warnings ==
          std::vector<std::string>{
              "\"@eiter\" is a word here; did you mean the saved query @either?"});
    CHECK(search("@somebody").warnings.empty());
    // A slip in what was typed is corrected, and what a saved query says stays as it is.
    CHECK(search("@word snu").corrected == "@word sun");
    CHECK(search("@slip").corrected == std::nullopt);
    CHECK(search("@word sum").corrected == "@word sun");
}

}  // namespace assay::query
