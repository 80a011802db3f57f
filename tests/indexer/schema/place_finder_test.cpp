#include "indexer/schema/place_finder.h"

#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace assay::schema {
namespace {

/// One line of 1,000 words, in two segments, some of them beyond ASCII.
NoteRecord one_long_line() {
    NoteRecord record;
    record.segments = {{0, 7, 3, 1, 2}};
    for (int word = 0; word < 1000; ++word) {
        if (word == 500)
            record.segments.push_back(
                {static_cast<std::uint32_t>(record.text.size()), 7, 4000, 5, 9});
        record.text += word % 3 == 0 ? "kiwi " : word % 3 == 1 ? "größe " : "開🎉 ";
    }
    return record;
}

std::vector<std::size_t> word_begins(const NoteRecord& record) {
    std::vector<std::size_t> begins;
    for (std::size_t at = 0; at < record.text.size(); at = record.text.find(' ', at) + 1)
        begins.push_back(at);
    return begins;
}

}  // namespace

TEST_CASE("places in a long line are the same, counted on or from the start", "[schema][places]") {
    const NoteRecord record = one_long_line();
    const std::vector<std::size_t> begins = word_begins(record);
    REQUIRE(begins.size() == 1000);
    CHECK(place_of(record, begins[1]) == Place{7, 8, 9, 10});
    CHECK(place_of(record, begins[3]) == Place{7, 17, 19, 26});
    CHECK(place_of(record, begins[500]) == Place{7, 4000, 4005, 4009});
    const auto check = [&](PlaceFinder& finder, std::size_t begin) {
        INFO(begin);
        CHECK(finder.at(begin) == place_of(record, begin));
        const std::size_t end = record.text.find(' ', begin);
        CHECK(finder.end_at(end) == end_place_of(record, end));
        CHECK(line_at(record, begin) == 7);
    };
    PlaceFinder forward(record), backward(record), within(record);
    for (const std::size_t begin : begins) check(forward, begin);
    for (auto begin = begins.rbegin(); begin != begins.rend(); ++begin) check(backward, *begin);
    for (std::size_t at = 0; at <= record.text.size(); ++at)
        CHECK(within.at(at) == place_of(record, at));  // also in a code point
}

TEST_CASE("there are no places without a segment", "[schema][places]") {
    NoteRecord record;
    record.text = "\n\ntext";
    CHECK(PlaceFinder(record).at(3) == Place{});
    CHECK(line_at(record, 3) == 0);
    record.segments = {{2, 4, 1}};
    PlaceFinder finder(record);
    CHECK(finder.at(1) == Place{});
    CHECK(finder.at(3) == Place{4, 2, 2, 2});
    CHECK(finder.at(0) == Place{});
    CHECK(finder.at(5) == Place{4, 4, 4, 4});
}

}  // namespace assay::schema
