#include "cli/pager.h"

#include <algorithm>
#include <cstdlib>
#include <ostream>

#include "cli/process.h"
#include "cli/shell_words.h"

namespace assay {
namespace {

std::vector<std::string> pager_words(const std::string& configured) {
    if (!configured.empty()) return shell_words(configured);
    for (const char* name : {"ASSAY_PAGER", "PAGER"})
        if (const char* value = std::getenv(name); value != nullptr) return shell_words(value);
    return {"less", "-R"};
}

}  // namespace

void show_paged(std::ostream& out, const std::string& text, const TextStyle& style, const std::string& configured) {
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (style.terminal && lines >= style.height) {
        const std::vector<std::string> pager = pager_words(configured);
        const bool none = pager.empty() || pager == std::vector<std::string>{"cat"};
        // As git has it: quit when it fits, colours pass, the text stays on the screen.
        if (!none && run_program(pager, &text, {"LESS=FRX", "LV=-c"})) return;
    }
    out << text;
}

}  // namespace assay
