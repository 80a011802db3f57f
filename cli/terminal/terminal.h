// Everything that asks what stdout and stderr are: colour, width, progress, and what may be written
// to a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "cli/terminal/columns.h"
#include "cli/terminal/hyperlink.h"
#include "cli/terminal/shown_path.h"

namespace assay {

enum class When : std::uint8_t { automatic, always, never };

struct TextStyle {
    bool terminal = false;  // the screen of a reader; else one line a hit
    bool color = false;
    std::size_t width = 80;                       // columns
    std::size_t height = 24;                      // lines
    OffsetUnit columns = OffsetUnit::codepoints;  // of places in files, on a pipe
    Hyperlinks links{};                           // of paths
    ShownPaths paths{};                           // how they are shown
};

/// True for a terminal that obeys nothing: TERM unset, dumb, or Emacs'.
bool is_dumb();

/// What stdout is: a terminal or not, its width, and whether to colour it (--color, NO_COLOR,
/// CLICOLOR_FORCE, TERM=dumb).
TextStyle detect_style(When color);

/// Columns of the terminal that stderr is; nullopt when it is none.
std::optional<std::size_t> message_width();

/// `text` without controls, bidi and zero-width characters, line ends as blanks: nothing in a note
/// reaches a terminal as a command.
std::string printable(std::string_view text);

/// A bar with rate and time left on stderr, from half a second on, if that is a terminal.
class ProgressBar {
public:
    explicit ProgressBar(std::string_view what);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    void show(std::size_t done, std::size_t total);

private:
    std::string what_;
    bool terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point started_, last_;
};

}  // namespace assay
