// What stdout and stderr are: terminal, colour, width; and text that is safe to write to a
// terminal.
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

namespace assay::cli {

enum class When : std::uint8_t { automatic, always, never };

struct TextStyle {
    bool terminal = false;  // stdout is a terminal; else one line a hit
    bool color = false;
    std::size_t width = 80;                       // columns
    std::size_t height = 24;                      // lines
    OffsetUnit columns = OffsetUnit::codepoints;  // the unit of columns, on a pipe
    Hyperlinks links{};                           // of paths
    ShownPaths paths{};                           // how they are shown
};

/// Whether the terminal understands no control sequences: TERM is unset, dumb, or that of Emacs.
bool is_dumb();

/// Returns whether stdout is a terminal, its size, and whether to use colour. `color` is --color;
/// `automatic` asks NO_COLOR, CLICOLOR_FORCE and TERM.
TextStyle detect_style(When color);

/// Returns the columns of the terminal that stderr is; nullopt if it is not a terminal.
std::optional<std::size_t> message_width();

/// Returns `text` without control, bidi and zero-width characters, and with blanks for line ends,
/// so that nothing in a note can command a terminal. Invalid UTF-8 becomes U+FFFD.
std::string printable(std::string_view text);

/// A progress bar on stderr with rate and time left. It appears after half a second, and only on a
/// terminal.
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

}  // namespace assay::cli
