#include "cli/terminal/pager.h"

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string_view>

#include "cli/terminal/process.h"
#include "cli/terminal/shell_words.h"
#include "indexer/text/unicode.h"

namespace assay::cli {
namespace {

std::vector<std::string> pager_words(const std::string& configured) {
    if (!configured.empty()) return shell_words(configured);
    for (const char* name : {"ASSAY_PAGER", "PAGER"})
        if (const char* value = std::getenv(name); value != nullptr) return shell_words(value);
    return {"less", "-FRX"};
}

constexpr std::size_t tab_width = 8;

/// Returns the bytes of the colour or link (OSC 8) at `at`; 0 if none begins there. Answers have no
/// other control sequences.
std::size_t escape_size(std::string_view text, std::size_t at) {
    if (text.substr(at).starts_with("\x1b["))
        return std::min(text.find('m', at), text.size() - 1) + 1 - at;
    if (text.substr(at).starts_with("\x1b]"))
        return std::min(text.find("\x1b\\", at), text.size() - 2) + 2 - at;
    return 0;
}

/// Returns the rows that `text` takes on a terminal of `width` columns. Counts up to `most`.
std::size_t rows_of(std::string_view text, std::size_t width, std::size_t most) {
    std::size_t rows = 0, column = 0;
    for (std::size_t at = 0; at < text.size() && rows < most;) {
        if (const std::size_t size = escape_size(text, at); size > 0) {
            at += size;
            continue;
        }
        const unicode::CodePoint point = unicode::decode(text, at);
        at += point.size;
        if (point.value == '\n') {
            ++rows;
            column = 0;
            continue;
        }
        const std::size_t columns =
            point.value == '\t' ? tab_width - column % tab_width : unicode::width(point.value);
        if (column + columns > width) {
            ++rows;
            column = 0;
        }
        column += columns;
    }
    return rows + (column > 0);
}

/// Whether `text`, with long lines folded, is taller than the terminal.
bool is_taller(const std::string& text, const TextStyle& style) {
    // The shell prompt takes a row.
    return rows_of(text, style.width, style.height) >= style.height;
}

bool pages(const std::string& text, const TextStyle& style, const PagerChoice& choice) {
    if (!style.terminal || choice.refused || !is_taller(text, style)) return false;
    const std::vector<std::string> pager = pager_words(choice.configured);
    return !pager.empty() && pager != std::vector<std::string>{"cat"};
}

bool is_less(const std::string& program) { return program == "less" || program.ends_with("/less"); }

}  // namespace

void show_paged(std::ostream& out, const std::string& text, const TextStyle& style,
                const PagerChoice& choice) {
    if (pages(text, style, choice)) {
        std::vector<std::string> pager = pager_words(choice.configured);
        if (!choice.less_start.empty() && is_less(pager.front()))
            pager.push_back(choice.less_start);
        // The options that git uses: quit if the text fits, show colours, leave the text on the
        // screen.
        if (run_program(pager, &text, {"LESS=FRX", "LV=-c"})) return;
    }
    out << text;
}

void show_paged(std::ostream& out, std::ostream& err, const std::string& text,
                const std::string& remarks, const TextStyle& style, const PagerChoice& choice) {
    const bool paged = pages(remarks + text, style, choice);
    show_paged(out, paged ? remarks + text : text, style, choice);
    if (!paged) err << remarks;
}

}  // namespace assay::cli
