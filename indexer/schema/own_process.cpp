#include "indexer/schema/own_process.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "indexer/schema/error.h"

namespace assay {
namespace {

void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = write(descriptor, text.data(), text.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(size));
    }
}

[[noreturn]] void work_and_exit(unsigned most_seconds, const std::function<std::string()>& work, int to_parent) {
    const rlimit seconds{most_seconds, most_seconds};
    setrlimit(RLIMIT_CPU, &seconds);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
    dup2(nothing, STDERR_FILENO);  // where the library complains when it aborts
    write_all(to_parent, work());
    _exit(0);
}

std::string read_all(int descriptor) {
    std::string text;
    std::array<char, 4096> part{};
    for (ssize_t size = 0; (size = read(descriptor, part.data(), part.size())) > 0 || (size < 0 && errno == EINTR);)
        if (size > 0) text.append(part.data(), static_cast<std::size_t>(size));
    return text;
}

}  // namespace

ProcessEnd run_apart(unsigned most_seconds, const std::function<std::string()>& work) {
    std::array<int, 2> pipe_ends{};
    if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0)
        throw Failure({ErrorKind::io, std::string("cannot start a process: ") + std::strerror(errno)});
    const pid_t child = fork();
    if (child == 0) work_and_exit(most_seconds, work, pipe_ends[1]);
    close(pipe_ends[1]);
    ProcessEnd end{read_all(pipe_ends[0])};
    close(pipe_ends[0]);
    if (child < 0) throw Failure({ErrorKind::io, "cannot start a process: no more are allowed"});
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFSIGNALED(status)) end = {"", WTERMSIG(status)};
    return end;
}

}  // namespace assay
