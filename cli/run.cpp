#include "cli/run.h"

#include <algorithm>
#include <ostream>
#include <sstream>
#include <variant>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/options/parse_options.h"
#include "cli/print/json_printer.h"
#include "cli/print/text_printer.h"
#include "indexer/schema/caught_error.h"
#include "indexer/schema/read_guard.h"
#include "indexer/text/machine_error.h"

namespace assay::cli {
namespace {

/// The query of a command that has one; a message shows the place of a mistake in it.
std::string query_of(const CommandOptions& command) {
    return std::visit(
        [](const auto& options) -> std::string {
            if constexpr (requires { options.request; }) return options.request.text;
            else if constexpr (requires { options.mark; }) return options.mark;
            else return {};
        },
        command);
}

/// True for a command that updates an index in place and can build it anew instead.
bool updates_in_place(const CommandOptions& command) {
    const auto* const index = std::get_if<IndexOptions>(&command);
    const auto* const watch = std::get_if<WatchOptions>(&command);
    return (index != nullptr && !index->full) || (watch != nullptr && !watch->full);
}

std::string in_words(const Error& error, const std::string& query, bool json) {
    std::ostringstream text;
    if (json) print_json_error(text, error);
    else print_error(text, error, query);
    return text.str();
}

/// The program's name and the same command with --full, which repairs an index that cannot be read.
std::vector<std::string> building_anew(std::vector<std::string> args) {
    args.insert(args.begin() + 1, "--full");
    args.insert(args.begin(), "assay");
    return args;
}

bool wants_json(const std::vector<std::string>& args) {
    const auto options_end = std::find(args.begin(), args.end(), "--");
    return std::any_of(args.begin(), options_end,
                       [](const std::string& arg) { return arg == "--json" || arg == "--jsonl"; });
}

}  // namespace

int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err) {
    if (args.empty()) {
        print_introduction(err);
        return exit_code_of(ErrorKind::usage);
    }
    const bool json = wants_json(args);
    std::string query;  // for the caret
    try {
        const std::optional<CommandOptions> command = parse_options(args, out);
        if (!command) return exit_ok;
        query = query_of(*command);
        schema::LastWords words{
            [query, json](const Error& error) { return in_words(error, query, json); }, exit_index};
        if (updates_in_place(*command)) words.instead = building_anew(args);
        schema::set_last_words(std::move(words));
        const auto run_with = [&](std::ostream& messages) {
            return std::visit(
                [&](const auto& options) { return run_command(options, out, messages); }, *command);
        };
        // A script reads one error object from stderr, so remarks wait until there is an answer. A
        // watcher or server never has the whole answer.
        if (!json || std::holds_alternative<WatchOptions>(*command) ||
            std::holds_alternative<ServeOptions>(*command))
            return run_with(err);
        std::ostringstream remarks;
        const int code = run_with(remarks);
        if (out.flush()) err << remarks.str();
        return code;
    } catch (...) {
        const Error error = schema::caught_error();
        err << in_words(error, query, json);
        return exit_code_of(error.kind);
    }
}

int unwritten(const std::vector<std::string>& args, int code, int error, std::ostream& err) {
    if (code != exit_ok && code != exit_nothing) return code;  // already explained
    err << in_words(
        text::machine_error("cannot write the answer", error, "the output is incomplete"), "",
        wants_json(args));
    return exit_code_of(ErrorKind::io);
}

}  // namespace assay::cli
