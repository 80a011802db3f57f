#include "indexer/schema/own_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>

#include "indexer/text/error.h"
#include "indexer/text/machine_error.h"

namespace assay::schema {
namespace {

constexpr int threw = 70;

void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = write(descriptor, text.data(), text.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(size));
    }
}

[[noreturn]] void work_and_exit(const ProcessLimits& limits,
                                const std::function<std::string()>& work, int to_parent,
                                pid_t parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // without a parent, nobody reads the result
    if (getppid() != parent) _exit(threw);
    for (const int each : {SIGXCPU, SIGALRM}) std::signal(each, SIG_DFL);
    // At the hard limit, Linux sends SIGKILL, which would hide the reason.
    const rlimit seconds{limits.cpu_seconds, limits.cpu_seconds + 1};
    setrlimit(RLIMIT_CPU, &seconds);
    alarm(limits.wall_seconds);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nothing, STDERR_FILENO);  // the library prints there when it aborts
    try {
        write_all(to_parent, work());
    } catch (...) {
        _exit(threw);  // the callers belong to the parent
    }
    _exit(0);
}

std::string read_all(int descriptor) {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t size = 0;
         (size = read(descriptor, part.data(), part.size())) > 0 || (size < 0 && errno == EINTR);)
        if (size > 0) text.append(part.data(), static_cast<std::size_t>(size));
    return text;
}

}  // namespace

ProcessEnd run_apart(const ProcessLimits& limits, const std::function<std::string()>& work) {
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0)
        throw Failure(text::machine_error("cannot start a process", errno));
    const pid_t parent = getpid(), child = fork();
    const int refused = errno;
    if (child == 0) work_and_exit(limits, work, pipe_ends[1], parent);
    close(pipe_ends[1]);
    ProcessEnd end{read_all(pipe_ends[0]), 0, 0};
    close(pipe_ends[0]);
    if (child < 0) throw Failure(text::machine_error("cannot start a process", refused));
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFSIGNALED(status)) end = {"", WTERMSIG(status), 0};
    else if (WEXITSTATUS(status) != 0) end = {"", 0, WEXITSTATUS(status)};
    return end;
}

}  // namespace assay::schema
