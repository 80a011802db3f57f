#include <algorithm>
#include <ostream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/options/texts.h"
#include "cli/print/json_notes.h"
#include "indexer/text/error.h"

namespace assay::cli {
namespace {

/// The texts of a command, and how a message calls one of them.
struct Shelf {
    std::span<const NamedText> texts;
    std::string what;
};

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

int run_command(const SchemaOptions& options, std::ostream& out, std::ostream&) {
    const Shelf shelf{json_schemas(), "schema"};
    if (options.name.empty()) print_names(out, shelf, options.json);
    else out << find_text(shelf, options.name).text;  // which is JSON anyway
    return exit_ok;
}

int run_command(const CompletionsOptions& options, std::ostream& out, std::ostream&) {
    const Shelf shelf{completion_scripts(), "script for"};
    if (options.shell.empty()) {
        print_names(out, shelf, options.json);
        return exit_ok;
    }
    const NamedText& script = find_text(shelf, options.shell);
    if (options.json) print_json_text(out, script.name, std::string(script.text));
    else out << script.text;
    return exit_ok;
}

}  // namespace assay::cli
