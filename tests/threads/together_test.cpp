// Writers, a watcher and readers in one process: for the thread sanitizer, which sees what one
// process does.
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "indexer/watcher.h"
#include "tests/support/catch.h"
#include "tests/support/corpus.h"

namespace assay::test {

namespace {

constexpr std::size_t notes = 40;

std::string note_of(std::size_t number, std::size_t round) {
    std::string text = "---\ntitle: Note " + std::to_string(number) + "\ntags: [rain/mud]\n---\n\n";
    for (std::size_t i = 0; i < 100 + round % 7; ++i)
        text += "# Rain\n\nrain | mud\n-----|----\nbridge | [[commons]] `code` café 漢字\n\n";
    return text;
}

std::string path_of(std::size_t number) {
    return std::to_string(number % 5) + "/" + std::to_string(number) + ".md";
}

}  // namespace

TEST_CASE("writers, a watcher and readers work at the same time in one process", "[threads]") {
    const Corpus::Notes first{{"0/0.md", "rain"}};
    const Corpus corpus(first);
    for (std::size_t i = 0; i < notes; ++i) corpus.write(path_of(i), note_of(i, 0));
    corpus.index({.full = true, .jobs = 4});

    std::array<int, 2> stop{};
    REQUIRE(pipe(stop.data()) == 0);
    std::atomic<bool> done = false;
    std::atomic<std::size_t> woken = 0, searches = 0, wrong = 0;
    {
        std::jthread watching([&] {
            indexer::Watcher watcher(corpus.root(), {}, std::chrono::milliseconds(0));
            while (watcher.wait(stop[0], -1, std::chrono::hours(1)) ==
                   indexer::Watcher::Woken::changed)
                woken += watcher.take_changes().any();
        });
        std::vector<std::jthread> readers;
        for (const char* query : {"rain", "\"rain mud\" OR comm*", "#rain title:note"})
            readers.emplace_back([&, query] {
                while (!done) {
                    wrong += corpus.search(query).total != notes;
                    ++searches;
                }
            });
        constexpr std::size_t rounds = 12;
        for (std::size_t round = 1; round <= rounds; ++round) {
            corpus.write(path_of(round), note_of(round, round));
            corpus.index({.full = round % 3 == 0, .jobs = 4, .wait = std::chrono::seconds(60)});
        }
        done = true;
        CHECK(write(stop[1], "x", 1) == 1);
    }
    close(stop[0]);
    close(stop[1]);
    CHECK(wrong == 0);
    CHECK(searches >= 3);
    CHECK(woken >= 1);
    CHECK(corpus.search("rain").total == notes);
}

}  // namespace assay::test
