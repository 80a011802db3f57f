#include "indexer/schema/own_process.h"

#include <unistd.h>

#include <csignal>
#include <stdexcept>

#include "tests/support/catch.h"

namespace assay::test {

TEST_CASE("work apart comes to an end, however it goes", "[own_process]") {
    struct Row {
        const char* what;
        ProcessLimits limits;
        std::string (*work)();
        std::string text;
        int signal, code;
    };
    constexpr ProcessLimits enough{60, 600};
    const Row rows[] = {
        {"returns", enough, [] { return std::string("rain"); }, "rain", 0, 0},
        {"throws", enough, []() -> std::string { throw std::runtime_error("mud"); }, "", 0, 70},
        {"crashes", enough, []() -> std::string { return std::string(raise(SIGKILL) == 0 ? "" : "alive"); }, "", SIGKILL, 0},
        {"computes",
         {1, 600},
         []() -> std::string {
             volatile unsigned count = 0;
             while (true) count = count + 1;
         },
         "",
         SIGXCPU,
         0},
        {"waits", {60, 1}, []() -> std::string { return std::string(pause() == 0 ? "" : "woken"); }, "", SIGALRM, 0},
    };
    for (const Row& row : rows) {
        INFO(row.what);
        const ProcessEnd end = run_apart(row.limits, row.work);
        CHECK(end.text == row.text);
        CHECK(end.signal == row.signal);
        CHECK(end.code == row.code);
    }
}

}  // namespace assay::test
