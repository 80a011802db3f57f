#include "cli/pick/watched.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include "indexer/text/error.h"
#include "indexer/text/machine_error.h"

namespace assay::cli {
namespace {

volatile sig_atomic_t child = 0;
int real_messages = -1;

extern "C" void pass_on(int number) {
    if (child > 0) kill(static_cast<pid_t>(child), number);
}

void write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = write(file, text.data(), text.size());
        if (count <= 0) return;  // nobody is left who could read it
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

/// Copies what was written to `file` to stderr.
void show_messages(int file) {
    std::array<char, 4096> buffer;
    off_t at = 0;
    for (;;) {
        const ssize_t count = pread(file, buffer.data(), buffer.size(), at);
        if (count <= 0) return;
        write_all(STDERR_FILENO, {buffer.data(), static_cast<std::size_t>(count)});
        at += count;
    }
}

}  // namespace

int run_watched(int file, const std::function<int()>& draw) {
    termios modes{};
    if (tcgetattr(file, &modes) != 0)
        throw Failure(text::machine_error("cannot use the terminal", errno, ""));
    const int messages = memfd_create("assay-messages", MFD_CLOEXEC);
    if (messages < 0) throw Failure(text::machine_error("cannot keep messages", errno, ""));
    const pid_t made = fork();
    if (made < 0) throw Failure(text::machine_error("cannot start a process", errno, ""));
    if (made == 0) {
        real_messages = dup(STDERR_FILENO);
        dup2(messages, STDERR_FILENO);
        _exit(draw());
    }
    child = made;
    constexpr int passed[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    std::array<struct sigaction, std::size(passed)> before{};
    struct sigaction passing {};
    passing.sa_handler = pass_on;
    for (std::size_t i = 0; i < std::size(passed); ++i) sigaction(passed[i], &passing, &before[i]);
    int status = 0;
    while (waitpid(made, &status, 0) < 0 && errno == EINTR) {}
    child = 0;
    for (std::size_t i = 0; i < std::size(passed); ++i) sigaction(passed[i], &before[i], nullptr);
    const bool ended = WIFEXITED(status);
    const int code = ended ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    constexpr int last_of_answers = 2;  // found, nothing, wrong usage
    constexpr int interrupted = 130, terminated = 143;
    // Off: pasting in brackets, colours, the other screen; on: the cursor.
    if (code > last_of_answers && code != interrupted && code != terminated)
        write_all(file, "\x1b[?2004l\x1b[0m\x1b[?1049l\x1b[?25h\r\n");
    tcsetattr(file, TCSADRAIN, &modes);
    show_messages(messages);
    close(messages);
    return code;
}

void restore_messages() {
    if (real_messages >= 0) dup2(real_messages, STDERR_FILENO);
}

}  // namespace assay::cli
