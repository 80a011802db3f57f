#include "cli/terminal/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <memory>

extern char** environ;

namespace assay::cli {
namespace {

/// Returns the environment plus those `variables` whose names it does not have.
std::vector<std::string> environment_with(const std::vector<std::string>& variables) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
    for (const std::string& variable : variables)
        if (std::getenv(variable.substr(0, variable.find('=')).c_str()) == nullptr)
            all.push_back(variable);
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> list;
    for (std::string& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

/// Ignores SIGINT and SIGQUIT while another program runs: the terminal sends them to both.
class PatientSignals {
public:
    PatientSignals()
        : interrupt_(std::signal(SIGINT, SIG_IGN)), quit_(std::signal(SIGQUIT, SIG_IGN)) {}
    ~PatientSignals() {
        std::signal(SIGINT, interrupt_);
        std::signal(SIGQUIT, quit_);
    }
    PatientSignals(const PatientSignals&) = delete;
    PatientSignals& operator=(const PatientSignals&) = delete;

private:
    using Handler = void (*)(int);
    Handler interrupt_, quit_;
};

void write_all(int file, const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
        const ssize_t written = write(file, text.data() + at, text.size() - at);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return;  // the program has closed its input
        at += static_cast<std::size_t>(written);
    }
}

}  // namespace

std::optional<int> run_program(const std::vector<std::string>& words, const std::string* input,
                               const std::vector<std::string>& variables, ProgramOutput output) {
    if (words.empty()) return std::nullopt;
    int ends[2] = {-1, -1};
    if (input != nullptr && pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (input != nullptr) posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    const int terminal =
        output == ProgramOutput::terminal ? open("/dev/tty", O_RDWR | O_CLOEXEC) : -1;
    if (output == ProgramOutput::terminal)
        posix_spawn_file_actions_adddup2(&actions, terminal >= 0 ? terminal : STDERR_FILENO,
                                         STDOUT_FILENO);
    posix_spawnattr_t attributes;  // the program must not inherit the ignored signals
    posix_spawnattr_init(&attributes);
    sigset_t defaults;
    sigemptyset(&defaults);
    for (const int signal : {SIGINT, SIGQUIT, SIGPIPE}) sigaddset(&defaults, signal);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    sigset_t unblocked;  // nor those that a server blocks
    sigemptyset(&unblocked);
    posix_spawnattr_setsigmask(&attributes, &unblocked);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);

    std::vector<std::string> arguments = words, environment = environment_with(variables);
    const PatientSignals patient;
    pid_t child = 0;
    const int failed = posix_spawnp(&child, arguments.front().c_str(), &actions, &attributes,
                                    pointers(arguments).data(), pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    if (terminal >= 0) close(terminal);
    if (input != nullptr) close(ends[0]);
    if (input != nullptr && failed == 0) write_all(ends[1], *input);
    if (input != nullptr) close(ends[1]);
    if (failed != 0) return std::nullopt;

    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace assay::cli
