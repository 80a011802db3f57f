#include "cli/terminal/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

constexpr std::size_t narrowest = 20, widest = 1000;

std::size_t terminal_width(int file) {
    winsize size{};
    if (ioctl(file, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return std::clamp<std::size_t>(size.ws_col, narrowest, widest);
    if (const char* columns = std::getenv("COLUMNS"))
        if (const unsigned long width = std::strtoul(columns, nullptr, 10); width > 0)
            return std::clamp<std::size_t>(width, narrowest, widest);
    return 80;
}

std::size_t terminal_height() {
    winsize size{};
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 ? size.ws_row : 24;
}

bool wants_color(When when, bool terminal) {
    if (when != When::automatic) return when == When::always;
    if (is_set("NO_COLOR")) return false;  // no-color.org
    if (const char* force = std::getenv("CLICOLOR_FORCE");
        force != nullptr && std::string_view(force) != "0" && *force != '\0')
        return true;
    return terminal && !is_dumb();
}

}  // namespace

bool is_dumb() {
    const char* term = std::getenv("TERM");
    return term == nullptr || std::string_view(term) == "dumb" ||
           std::string_view(term).starts_with("emacs");  // emacs-grep: M-x grep
}

TextStyle detect_style(When color) {
    TextStyle style;
    style.terminal = isatty(STDOUT_FILENO) == 1;
    style.color = wants_color(color, style.terminal);
    style.width = terminal_width(STDOUT_FILENO);
    style.height = terminal_height();
    return style;
}

std::optional<std::size_t> message_width() {
    if (isatty(STDERR_FILENO) != 1) return std::nullopt;
    return terminal_width(STDERR_FILENO);
}

std::string printable(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const unicode::CodePoint point = unicode::decode(text, at);
        if (unicode::is_line_space(point.value)) clean.push_back(' ');
        else if (point.value == 0xFFFD && point.size == 1) unicode::append(clean, 0xFFFD);
        else if (!unicode::is_invisible(point.value)) clean.append(text, at, point.size);
        at += point.size;
    }
    return clean;
}

ProgressBar::ProgressBar(std::string_view what)
    : what_(what),
      terminal_(isatty(STDERR_FILENO) == 1 && !is_dumb()),
      started_(std::chrono::steady_clock::now()),
      last_(started_) {}

void ProgressBar::show(std::size_t done, std::size_t total) {
    using namespace std::chrono_literals;
    constexpr std::size_t cells = 24;
    const auto now = std::chrono::steady_clock::now();
    if (!terminal_ || total == 0 || now - started_ < 500ms || (drawn_ && now - last_ < 100ms))
        return;
    last_ = now;
    drawn_ = true;
    const double seconds = std::chrono::duration<double>(now - started_).count();
    const double rate = static_cast<double>(done) / seconds;
    std::string line = "\r\x1b[K" + what_ + " [";
    for (std::size_t cell = 0; cell < cells; ++cell)
        line += cell < cells * done / total ? '#' : '.';
    line += "] " + std::to_string(done) + "/" + std::to_string(total) + "  " +
            std::to_string(static_cast<std::size_t>(rate)) + "/s";
    if (rate > 0 && done < total)
        line +=
            "  " +
            std::to_string(static_cast<std::size_t>(static_cast<double>(total - done) / rate) + 1) +
            " s left";
    std::cerr << line << std::flush;
}

ProgressBar::~ProgressBar() {
    if (drawn_) std::cerr << "\r\x1b[K" << std::flush;
}

}  // namespace assay::cli
