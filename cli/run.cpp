#include "cli/run.h"

#include <algorithm>
#include <ostream>
#include <sstream>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/options/parse_options.h"
#include "cli/print/json_printer.h"
#include "cli/print/text_printer.h"
#include "indexer/schema/caught_error.h"
#include "indexer/schema/read_guard.h"
#include "indexer/text/machine_error.h"

namespace assay {
namespace {

int dispatch(const Options& options, std::ostream& out, std::ostream& err) {
    switch (options.command) {
        case Command::index: return index_command(options, out, err);
        case Command::search: return search_command(options, out, err);
        case Command::related: return related_command(options, out, err);
        case Command::tags: return tags_command(options, out, err);
        case Command::stats: return stats_command(options, out, err);
        case Command::check: return check_command(options, out, err);
        case Command::watch: return watch_command(options, out, err);
        case Command::help: return help_command(options, out);
        case Command::schema:
        case Command::completions: return texts_command(options, out);
        case Command::complete: return complete_command(options, out);
        case Command::show: return show_command(options, out, err);
        case Command::open: return open_command(options, out, err);
        case Command::export_notes: return export_command(options, out, err);
        case Command::corpora: return corpora_command(options, out, err);
        case Command::forget: return forget_command(options, out);
        case Command::queries: return queries_command(options, out, err);
        case Command::kwic: return kwic_command(options, out, err);
    }
    return exit_bug;
}

std::string in_words(const Error& error, const std::string& query, bool json) {
    std::ostringstream text;
    if (json) print_json_error(text, error);
    else print_error(text, error, query);
    return text.str();
}

/// The program's name and the same command, which mends what it cannot read.
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
        const std::optional<Options> options = parse_options(args, out);
        if (!options) return exit_ok;
        query = options->request.text;
        LastWords words{[query, json](const Error& error) { return in_words(error, query, json); },
                        exit_index};
        if ((options->command == Command::index || options->command == Command::watch) &&
            !options->full)
            words.instead = building_anew(args);
        set_last_words(std::move(words));
        // A script reads one error object from stderr: remarks are held back until there is an
        // answer. A watcher has no such moment.
        if (!json || options->command == Command::watch) return dispatch(*options, out, err);
        std::ostringstream remarks;
        const int code = dispatch(*options, out, remarks);
        if (out.flush()) err << remarks.str();
        return code;
    } catch (...) {
        const Error error = caught_error();
        err << in_words(error, query, json);
        return exit_code_of(error.kind);
    }
}

int unwritten(const std::vector<std::string>& args, int code, int error, std::ostream& err) {
    if (code != exit_ok && code != exit_nothing) return code;  // which has been explained
    err << in_words(machine_error("cannot write the answer", error, "the output is incomplete"), "",
                    wants_json(args));
    return exit_code_of(ErrorKind::io);
}

}  // namespace assay
