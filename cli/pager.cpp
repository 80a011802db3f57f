#include "cli/pager.h"

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string_view>

#include "cli/process.h"
#include "cli/shell_words.h"
#include "indexer/schema/unicode.h"

namespace assay {
namespace {

std::vector<std::string> pager_words(const std::string& configured) {
    if (!configured.empty()) return shell_words(configured);
    for (const char* name : {"ASSAY_PAGER", "PAGER"})
        if (const char* value = std::getenv(name); value != nullptr) return shell_words(value);
    return {"less", "-FRX"};
}

/// The columns of a line of ours, whose colours (ESC [ … m) and links (ESC ] … ESC \) take none.
std::size_t columns_of(std::string_view line) {
    std::string shown;
    while (!line.empty()) {
        const std::size_t escape = std::min(line.find('\x1b'), line.size());
        shown.append(line.substr(0, escape));
        line.remove_prefix(escape);
        if (line.empty()) break;
        const bool link = line.starts_with("\x1b]");
        const std::size_t end = line.find(link ? "\x1b\\" : "m");
        if (end == line.npos) break;
        line.remove_prefix(end + (link ? 2 : 1));
    }
    return unicode::display_width(shown);
}

/// True when `text` is taller than the terminal of a reader, long lines folded.
bool is_taller(const std::string& text, const TextStyle& style) {
    std::size_t rows = 0;
    for (std::size_t begin = 0; begin < text.size() && rows < style.height;) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::size_t columns = columns_of(std::string_view(text).substr(begin, end - begin));
        rows += std::max<std::size_t>(1, (columns + style.width - 1) / style.width);
        begin = end + 1;
    }
    return rows >= style.height;  // the prompt of the shell takes a row
}

bool pages(const std::string& text, const TextStyle& style, const PagerChoice& choice) {
    if (!style.terminal || choice.refused || !is_taller(text, style)) return false;
    const std::vector<std::string> pager = pager_words(choice.configured);
    return !pager.empty() && pager != std::vector<std::string>{"cat"};
}

}  // namespace

void show_paged(std::ostream& out, const std::string& text, const TextStyle& style, const PagerChoice& choice) {
    // As git has it: quit when it fits, colours pass, the text stays on the screen.
    if (pages(text, style, choice) && run_program(pager_words(choice.configured), &text, {"LESS=FRX", "LV=-c"})) return;
    out << text;
}

void show_paged(std::ostream& out, std::ostream& err, const std::string& text, const std::string& remarks, const TextStyle& style, const PagerChoice& choice) {
    const bool paged = pages(remarks + text, style, choice);
    show_paged(out, paged ? remarks + text : text, style, choice);
    if (!paged) err << remarks;
}

}  // namespace assay
