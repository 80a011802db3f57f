#include "indexer/schema/read_guard.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <vector>

#include "tests/support/catch.h"
#include "tests/support/temp_dir.h"

namespace assay::schema {
namespace {

struct End {
    int status = 0;  // of waitpid
    std::string said;
};

/// Runs `action` in a child process, and returns how that ended and what it wrote to stderr.
template <class Action>
End end_of(Action action) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        for (const int deadly : {SIGSEGV, SIGABRT, SIGFPE})
            std::signal(deadly, SIG_DFL);  // Catch2 has its own
        action();
        _exit(0);
    }
    close(ends[1]);
    End end;
    std::array<char, 4096> part{};
    for (ssize_t size = 0; (size = read(ends[0], part.data(), part.size())) > 0;)
        end.said.append(part.data(), static_cast<std::size_t>(size));
    close(ends[0]);
    waitpid(child, &end.status, 0);
    return end;
}

void crash_guarded(int deadly) {
    set_last_words(
        {[](const Error& error) { return error.message + " / " + error.hint + "\n"; }, 3});
    const ReadGuard guard("/nowhere"), inside("/elsewhere");
    raise(deadly);
}

}  // namespace

TEST_CASE("a process that dies of a damaged index says so, with its exit code", "[schema][guard]") {
    const std::string words =
        "the index in /nowhere cannot be read (it is damaged) / run: assay index --full DIR "
        "--index /nowhere\n";
    for (const int deadly : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGPROF}) {
        INFO("signal " << deadly);
        const End end = end_of([&] { crash_guarded(deadly); });
        CHECK(WIFEXITED(end.status));
        CHECK(WEXITSTATUS(end.status) == 3);
        CHECK(end.said == words);
    }
    const End thrown = end_of([] {
        set_last_words(
            {[](const Error& error) { return error.message + " / " + error.hint + "\n"; }, 3});
        const ReadGuard guard("/nowhere");
        std::terminate();
    });
    CHECK(thrown.said == words);
}

TEST_CASE("a crash outside a guard, or without a message, stays a crash", "[schema][guard]") {
    const End after = end_of([] {
        set_last_words({[](const Error& error) { return error.message; }, 3});
        { const ReadGuard guard("/nowhere"); }
        raise(SIGABRT);
    });
    CHECK(WIFSIGNALED(after.status));
    CHECK(after.said.empty());
    const End silent = end_of([] {
        set_last_words({});
        const ReadGuard guard("/nowhere");
        raise(SIGABRT);
    });
    CHECK(WIFSIGNALED(silent.status));
}

TEST_CASE("a guard gives the thread its signal stack back", "[schema][guard]") {
    const End end = end_of([] {
        set_last_words({[](const Error& error) { return error.message; }, 3});
        std::vector<char> own(64U << 10U);
        const stack_t given{own.data(), 0, own.size()};
        sigaltstack(&given, nullptr);
        stack_t guarded{}, after{};
        {
            const ReadGuard guard("/nowhere"), inside("/elsewhere");
            sigaltstack(nullptr, &guarded);
        }
        sigaltstack(nullptr, &after);
        _exit(guarded.ss_sp != given.ss_sp && after.ss_sp == given.ss_sp ? 0 : 1);
    });
    CHECK(WIFEXITED(end.status));
    CHECK(WEXITSTATUS(end.status) == 0);
}

}  // namespace assay::schema
