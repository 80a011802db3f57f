#include "query/query_parser.h"

#include "tests/support/catch.h"

namespace assay {

TEST_CASE("a query means what it says", "[query][parser]") {
    struct Row {
        const char* query;
        const char* parsed;
    };
    const Row rows[] = {
        {"", "*"},
        {"rain", "rain"},
        {"open-source infrastructure", "(open-source AND infrastructure)"},
        {"-tag:x", "-tag:x"},  // Xapian's own parser finds what HAS the tag
        {"a OR b c", "(a OR (b AND c))"},
    };
    for (const Row& row : rows) {
        INFO(row.query);
        const Result<QueryNode> tree = parse_query(row.query);
        REQUIRE(tree.has_value());
        CHECK(to_string(*tree) == row.parsed);
    }
}

}  // namespace assay
