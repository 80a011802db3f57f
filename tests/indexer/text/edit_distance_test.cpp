#include "indexer/text/edit_distance.h"

#include "tests/support/catch.h"

namespace assay::text {

TEST_CASE("one typing error has distance one", "[query][suggestion]") {
    struct Row {
        const char *a, *b;
        std::size_t distance;
    };
    const Row rows[] = {
        {"", "", 0},
        {"rain", "rain", 0},
        {"", "rain", 4},
        {"rain", "rains", 1},  // a letter too many
        {"rain", "ran", 1},    // too few
        {"rain", "pain", 1},   // another
        {"rain", "rani", 1},   // two swapped
        {"rain", "arni", 2},
        {"ca", "abc", 3},  // optimal string alignment: what was swapped is not edited again
        {"kitten", "sitting", 3},
        {"infrastructure", "infrastrcuture", 1},
        {"caf\u00e9", "cafe", 1},  // code points, not bytes
        {"\u958b\u6e90", "\u6e90\u958b", 1},
        {"\U0001F389", "", 1},
        {"abc", "xyz", 3},
    };
    for (const Row& row : rows) {
        INFO(row.a << " / " << row.b);
        CHECK(edit_distance(row.a, row.b, 100) == row.distance);
        CHECK(edit_distance(row.b, row.a, 100) == row.distance);
    }
}

TEST_CASE("a distance is counted up to its limit", "[query][suggestion]") {
    struct Row {
        const char *a, *b;
        std::size_t limit, distance;
    };
    const Row rows[] = {
        {"kitten", "sitting", 4, 3}, {"kitten", "sitting", 3, 3}, {"kitten", "sitting", 2, 2},
        {"abcdef", "uvwxyz", 2, 2},  {"a", "abcdefgh", 3, 3},  // by their lengths alone
        {"rain", "rani", 1, 1},      {"rain", "rain", 1, 0},      {"rain", "sun", 0, 0},
    };
    for (const Row& row : rows) {
        INFO(row.a << " / " << row.b << " / " << row.limit);
        CHECK(edit_distance(row.a, row.b, row.limit) == row.distance);
        CHECK(edit_distance(row.b, row.a, row.limit) == row.distance);
    }
}

TEST_CASE("the suggested name is the nearest, with one error for every three letters",
          "[query][suggestion]") {
    const std::string_view names[] = {"tag", "year", "folder", "lang"};
    struct Row {
        const char *given, *meant;
    };
    const Row rows[] = {{"tags", "tag"},  {"tga", "tag"},   {"fodlers", "folder"},
                        {"land", "lang"}, {"yaer", "year"}, {"x", ""},
                        {"", ""},         {"category", ""}};
    for (const Row& row : rows) {
        INFO(row.given);
        CHECK(nearest_name(row.given, names) == row.meant);
    }
}

TEST_CASE("bytes that are not UTF-8 count as characters", "[query][suggestion]") {
    CHECK(edit_distance("rain\xff", "rain", 5) == 1);
    CHECK(edit_distance("\xff\xfe\xfd", "", 5) == 3);
}

}  // namespace assay::text
