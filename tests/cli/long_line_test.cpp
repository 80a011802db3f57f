// A note may be one line, as an export or a transcript is: what is asked of it must not take the
// square of its length.
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
    for (std::size_t i = 0; i < words; ++i)
        places = places && lines[i]["line"] == 1 && lines[i]["column"] == i * repeated.size() + 1;
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
        if (passage["line"] == 1 &&
            (passage["column"].get<std::size_t>() - 1) % repeated.size() == 0)
            ++in_place;
    CHECK(passages.size() > 1000);
    CHECK(in_place == passages.size());
}

TEST_CASE("every mark of one long line is where its word is", "[cli][long-line]") {
    const LongLine box;
    const Run run = box.run({"show", "line", "--mark", "kiwi", "--json"});
    CHECK(run.err.empty());
    REQUIRE(run.code == 0);
    const auto marks = nlohmann::json::parse(run.out)["source_marks"];
    REQUIRE(marks.size() == words);
    std::size_t in_place = 0;
    for (std::size_t i = 0; i < words; ++i)
        if (marks[i]["start"] == i * repeated.size() && marks[i]["end"] == i * repeated.size() + 4)
            ++in_place;
    CHECK(in_place == words);
}

TEST_CASE("lines around a passage are cut to 1,000 characters", "[cli][long-line][context]") {
    const LongLine box;
    std::string wide;
    for (int i = 0; i < 1000; ++i) wide += "ö";
    box.write("wide.md", wide + "\n\nmelon\n\n" + wide + "ö\n");
    const auto points = [](const std::string& text) {
        return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
            return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
        }));
    };
    const Run wide_run = box.run({"search", "melon", "--json", "-C", "1"});
    const auto wide_passage = nlohmann::json::parse(wide_run.out)["hits"][0]["passages"][0];
    CHECK(wide_passage["before"][0]["text"] == wide);
    CHECK(wide_passage["after"][0]["text"] == wide.substr(0, 999 * 2) + "…");
    CHECK(wide_passage["after"][0]["line"] == 5);

    const Run run = box.run({"search", "kiwi", "--json", "--passages", "all", "-C", "100"});
    CHECK(run.err.empty());
    REQUIRE(run.code == 0);
    const auto passages = nlohmann::json::parse(run.out)["hits"][0]["passages"];
    REQUIRE(passages.size() > 1000);
    std::size_t cut_before = 0, cut_after = 0;
    for (const auto& passage : passages) {
        for (const auto& line : passage["before"])
            cut_before +=
                points(line["text"]) == 1000 && line["text"].get<std::string>().starts_with("…")
                    ? 1U
                    : 0U;
        for (const auto& line : passage["after"])
            cut_after +=
                points(line["text"]) == 1000 && line["text"].get<std::string>().ends_with("…") ? 1U
                                                                                               : 0U;
        for (const char* const side : {"before", "after"}) {
            REQUIRE(passage[side].size() <= 1);
            if (!passage[side].empty()) REQUIRE(points(passage[side][0]["text"]) <= 1000);
        }
    }
    CHECK(cut_before > 1000);
    CHECK(cut_after > 1000);
    CHECK(box.run({"search", "kiwi", "--passages", "all", "-C", "1"}).out.size() <
          20 * words * repeated.size());
}

}  // namespace assay::test
