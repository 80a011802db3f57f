// A note may be one line, as an export or a transcript is: what is asked of it must not take the square of its length.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/catch.h"
#include "tests/support/run_binary.h"

namespace assay::test {
namespace {

constexpr std::size_t words = 40'000;
constexpr std::string_view repeated = "kiwi lorem ipsum ";

/// A folder with one note, one line of 680 KB.
class LongLine : public Sandbox {
public:
    LongLine() {
        std::string line;
        for (std::size_t i = 0; i < words; ++i) line += repeated;
        write("line.md", line + "\n");
        working_directory = notes();
        run({"index", "."});
    }
};

}  // namespace

TEST_CASE("every occurrence of a word is found in one long line", "[cli][long-line]") {
    const LongLine box;
    const Run run = box.run({"kwic", "kiwi", "-n", "all", "--json"});
    CHECK(run.err.empty());
    REQUIRE(run.code == 0);
    const auto lines = nlohmann::json::parse(run.out)["lines"];
    REQUIRE(lines.size() == words);
    bool places = true;
    for (std::size_t i = 0; i < words; ++i) places = places && lines[i]["line"] == 1 && lines[i]["column"] == i * repeated.size() + 1;
    CHECK(places);
}

TEST_CASE("every passage of one long line has its place", "[cli][long-line]") {
    const LongLine box;
    const Run run = box.run({"search", "kiwi", "--passages", "all", "--json"});
    CHECK(run.err.empty());
    REQUIRE(run.code == 0);
    auto passages = nlohmann::json::parse(run.out)["hits"][0]["passages"];
    std::size_t in_place = 0;
    for (const auto& passage : passages)
        if (passage["line"] == 1 && (passage["column"].get<std::size_t>() - 1) % repeated.size() == 0) ++in_place;
    CHECK(passages.size() > 1000);
    CHECK(in_place == passages.size());
}

}  // namespace assay::test
