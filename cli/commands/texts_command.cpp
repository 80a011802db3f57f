#include <algorithm>
#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/options/texts.h"
#include "cli/print/json_notes.h"
#include "indexer/text/error.h"

namespace assay {
namespace {

/// The texts of a command, and what one of them is called.
struct Shelf {
    std::span<const NamedText> texts;
    std::string what;
};

Shelf shelf_of(Command command) {
    if (command == Command::completions) return {completion_scripts(), "script for"};
    return {json_schemas(), "schema"};
}

void print_names(std::ostream& out, const Shelf& shelf, bool json) {
    std::vector<std::string> names;
    for (const NamedText& text : shelf.texts) names.emplace_back(text.name);
    if (json) print_json_names(out, names);
    else
        for (const std::string& name : names) out << name << '\n';
}

const NamedText& find_text(const Shelf& shelf, const std::string& name) {
    std::string names;
    for (const NamedText& text : shelf.texts) {
        if (text.name == name) return text;
        names.append(names.empty() ? "" : ", ").append(text.name);
    }
    throw Failure(
        usage_error("there is no " + shelf.what + " \"" + name + "\"", "there are " + names));
}

}  // namespace

int texts_command(const Options& options, std::ostream& out) {
    const Shelf shelf = shelf_of(options.command);
    if (options.topic.empty()) {
        print_names(out, shelf, options.json);
        return exit_ok;
    }
    const NamedText& text = find_text(shelf, options.topic);
    if (options.json && options.command != Command::schema)
        print_json_text(out, text.name, std::string(text.text));
    else out << text.text;
    return exit_ok;
}

}  // namespace assay
