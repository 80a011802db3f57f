#include "indexer/schema/read_guard.h"

#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <mutex>

#include "indexer/schema/index_error.h"

namespace assay::schema {
namespace {

constexpr std::array deadly{SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGPROF};
constexpr int most_seconds = 30;

LastWords words;
std::mutex mutex;             // for what follows: threads of a server read at the same time
std::atomic<int> guards = 0;  // of all threads; nested ones are not counted
thread_local int nested = 0;  // guards of this thread
// The signal stack of this thread while it has no guard.
thread_local stack_t stack_before{};
std::array<struct sigaction, deadly.size()> before;
std::terminate_handler before_terminate = nullptr;

// What the handler uses. Prepared in advance, because a handler may make only a few system calls
// (signal-safety(7)).
std::string message;
std::vector<char*> arguments;  // of the run in our place, ended by nullptr; empty = none
alignas(
    16) std::array<char, 64U << 10U> stack;  // because the thread's own stack may have overflowed

void start_timer(int seconds) {
    itimerval timer{};
    timer.it_value.tv_sec = seconds;
    setitimer(ITIMER_PROF, &timer,
              nullptr);  // CPU time, because waiting for a slow disk is not a sign of damage
}

void die(int) {
    (void)!write(STDERR_FILENO, message.data(), message.size());
    if (!arguments.empty()) {
        start_timer(0);  // an exec keeps it, and the signals blocked
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, nullptr);
        execv("/proc/self/exe", arguments.data());
    }
    _exit(words.exit_code);
}

}  // namespace

void set_last_words(LastWords said) {
    words = std::move(said);
    arguments.clear();
    if (words.instead.empty()) return;
    for (std::string& argument : words.instead) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
}

ReadGuard::ReadGuard(const std::filesystem::path& directory) {
    if (!words.text || nested++ > 0) return;
    // A signal stack belongs to a thread. Two that need it at once both end the process.
    const stack_t own{stack.data(), 0, stack.size()};
    sigaltstack(&own, &stack_before);
    const std::lock_guard lock(mutex);
    if (guards++ > 0) {
        start_timer(most_seconds);  // a thread made progress
        return;
    }
    message = words.text(index_damage(directory, "it is damaged"));
    struct sigaction action {};
    action.sa_handler = die;
    action.sa_flags = static_cast<int>(SA_ONSTACK | SA_RESETHAND);
    for (std::size_t i = 0; i < deadly.size(); ++i) sigaction(deadly[i], &action, &before[i]);
    before_terminate = std::set_terminate([] {
        std::abort();
    });  // Xapian throws in destructors; the library's own handler would say so
    start_timer(most_seconds);
}

ReadGuard::~ReadGuard() {
    if (!words.text || --nested > 0) return;
    sigaltstack(&stack_before, nullptr);  // a sanitizer frees its own when the thread ends
    const std::lock_guard lock(mutex);
    if (--guards > 0) {
        start_timer(most_seconds);
        return;
    }
    start_timer(0);
    std::set_terminate(before_terminate);
    for (std::size_t i = 0; i < deadly.size(); ++i) sigaction(deadly[i], &before[i], nullptr);
}

void ReadGuard::still_alive() {
    if (guards > 0) start_timer(most_seconds);
}

}  // namespace assay::schema
