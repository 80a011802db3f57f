#include "indexer/schema/own_process.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

#include "tests/support/catch.h"

namespace assay::test {

TEST_CASE("work in another process ends, whatever happens", "[own_process]") {
    struct Row {
        const char* what;
        schema::ProcessLimits limits;
        std::string (*work)();
        std::string text;
        int signal, code;
    };
    constexpr schema::ProcessLimits enough{60, 600};
    const Row rows[] = {
        {"returns", enough, [] { return std::string("rain"); }, "rain", 0, 0},
        {"throws", enough, []() -> std::string { throw std::runtime_error("mud"); }, "", 0, 70},
        {"crashes", enough,
         []() -> std::string { return std::string(raise(SIGKILL) == 0 ? "" : "alive"); }, "",
         SIGKILL, 0},
        {"computes",
         {1, 600},
         []() -> std::string {
             volatile unsigned count = 0;
             while (true) count = count + 1;
         },
         "",
         SIGXCPU,
         0},
        {"waits",
         {60, 1},
         []() -> std::string { return std::string(pause() == 0 ? "" : "woken"); },
         "",
         SIGALRM,
         0},
    };
    for (const Row& row : rows) {
        INFO(row.what);
        const schema::ProcessEnd end = run_apart(row.limits, row.work);
        CHECK(end.text == row.text);
        CHECK(end.signal == row.signal);
        CHECK(end.code == row.code);
    }
}

TEST_CASE("another process ends with the one that started it", "[own_process]") {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    const pid_t parent = fork();
    if (parent == 0) {
        close(ends[0]);
        (void)schema::run_apart({600, 600}, [&]() -> std::string {
            const pid_t self = getpid();
            (void)!write(ends[1], &self, sizeof self);
            while (true) pause();
        });
        _exit(0);
    }
    close(ends[1]);
    pid_t child = 0;
    REQUIRE(read(ends[0], &child, sizeof child) == sizeof child);
    kill(parent, SIGKILL);
    waitpid(parent, nullptr, 0);
    char byte = 0;
    CHECK(read(ends[0], &byte, 1) ==
          0);  // nobody has the other end any more: a hang means that the child lives
    close(ends[0]);
}

}  // namespace assay::test
