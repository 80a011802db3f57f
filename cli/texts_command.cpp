#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_notes.h"
#include "cli/manual_text.h"
#include "cli/pager.h"
#include "cli/terminal.h"
#include "cli/texts.h"
#include "indexer/config.h"
#include "indexer/schema/error.h"

namespace assay {
namespace {

/// The texts of a command, and what one of them is called.
struct Shelf {
    std::span<const NamedText> texts;
    std::string what;
};

Shelf shelf_of(Command command) {
    switch (command) {
        case Command::help: return {manual_pages(), "page"};
        case Command::completions: return {completion_scripts(), "script for"};
        default: return {json_schemas(), "schema"};
    }
}

void print_names(std::ostream& out, const Shelf& shelf, bool json) {
    std::vector<std::string> names;
    for (const NamedText& text : shelf.texts) names.emplace_back(text.name);
    if (json) print_json_names(out, names);
    else for (const std::string& name : names) out << name << '\n';
}

const NamedText& find_text(const Shelf& shelf, const std::string& name) {
    std::string names;
    for (const NamedText& text : shelf.texts) {
        if (text.name == name) return text;
        names.append(names.empty() ? "" : ", ").append(text.name);
    }
    throw Failure({ErrorKind::usage, "there is no " + shelf.what + " \"" + name + "\"", {}, "there are " + names});
}

}  // namespace

int texts_command(const Options& options, std::ostream& out) {
    const Shelf shelf = shelf_of(options.command);
    if (options.topic.empty()) {
        print_names(out, shelf, options.json);
        return exit_ok;
    }
    const NamedText& text = find_text(shelf, options.topic);
    const bool manual = options.command == Command::help;
    if (options.json && options.command != Command::schema) {
        constexpr std::size_t usual_width = 80;
        print_json_text(out, text.name, manual ? manual_text(text.text, {.width = usual_width}) : std::string(text.text));
    } else if (manual) {
        const TextStyle style = detect_style(When::automatic);
        show_paged(out, manual_text(text.text, style), style, {load_config({}).pager, options.no_pager});
    } else {
        out << text.text;
    }
    return exit_ok;
}

}  // namespace assay
