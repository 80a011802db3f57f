#include "cli/options.h"

#include <algorithm>
#include <cmath>
#include <ostream>

#include "cli/command_line.h"
#include "cli/options_parts.h"
#include "indexer/schema/edit_distance.h"

namespace assay {
namespace {

constexpr Choices<Command, 15> commands{{{"index", Command::index}, {"watch", Command::watch}, {"search", Command::search}, {"related", Command::related}, {"tags", Command::tags},
                                         {"kwic", Command::kwic}, {"show", Command::show}, {"open", Command::open}, {"stats", Command::stats}, {"check", Command::check},
                                         {"export", Command::export_notes}, {"schema", Command::schema}, {"help", Command::help}, {"completions", Command::completions}, {"__complete", Command::complete}}};

std::string join_words(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(restored(word));
    return text;
}

/// A reader is told what was answered instead; a script that only asks which notes, how many or whether any gets no answer to another question.
void choose_leniency(Options& options) {
    const bool is_bare = options.paths_only || options.zero_separated || options.count_only || options.quiet;
    if (options.all_words && options.relax) throw Failure({ErrorKind::usage, "--relax and --all-words exclude each other", {}, "leave one of them out"});
    options.request.correct = options.correct.value_or(!is_bare);
    if (options.relax) options.request.partial = Partial::always;
    else if (options.command == Command::search && !is_bare && !options.all_words) options.request.partial = Partial::fill_page;
}

/// `typed` is no option of `command`, or stands before it.
Error unknown_option(const std::string& typed, const CLI::App& command, const std::string& see) {
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    if (std::find(names.begin(), names.end(), typed) != names.end()) return {ErrorKind::usage, "an option goes behind the command", {}, "write assay " + command.get_name() + " " + typed};
    const std::string_view nearest = typed.starts_with("--") ? nearest_name(typed, std::vector<std::string_view>(names.begin(), names.end())) : std::string_view();
    return {ErrorKind::usage, "there is no option " + typed, {}, nearest.empty() ? see : "did you mean " + std::string(nearest) + "?"};
}

/// What no command and no option is called, with the nearest that is; else in the words of CLI11.
Error explained(const CLI::ParseError& error, const CLI::App& app, const std::vector<std::string>& args) {
    const bool has_command = !app.get_subcommands().empty();
    const CLI::App& command = has_command ? *app.get_subcommands().front() : app;
    const std::string see = has_command ? "see: assay " + command.get_name() + " --help" : "see: assay --help";
    const auto typed = std::find_if(args.begin(), args.end(), [](const std::string& arg) { return !arg.starts_with('-'); });
    if (!has_command && typed != args.end()) {
        std::vector<std::string_view> names;
        for (const auto& [name, value] : commands)
            if (value != Command::complete) names.push_back(name);
        const std::string_view nearest = nearest_name(*typed, names);
        return {ErrorKind::usage, "there is no command " + *typed, {}, nearest.empty() ? see : "did you mean assay " + std::string(nearest) + "?"};
    }
    if (!has_command || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        constexpr bool of_subcommands = true;
        for (const std::string& left : app.remaining(of_subcommands))
            if (left.starts_with('-') && left != "--") return unknown_option(left.substr(0, left.find('=')), command, see);
    }
    return {ErrorKind::usage, error.what(), {}, see};
}

/// What only one form of the answer holds is an error in the others, where it would be missed.
void check_form(const Options& options) {
    const bool json = options.json || options.json_lines;
    for (const auto& [is_given, name] : {std::pair(options.request.blocks, "--blocks"), std::pair(options.request.whole_text, "--text")})
        if (is_given && !json) throw Failure({ErrorKind::usage, std::string(name) + " is for JSON only", {}, std::string("add --json, or leave ") + name + " out"});
    if (!options.line_template) return;
    for (const auto& [is_given, name] : {std::pair(options.json, "--json"), std::pair(options.json_lines, "--jsonl"), std::pair(options.paths_only, "-l"),
                                         std::pair(options.zero_separated, "-0"), std::pair(options.count_only, "-c"), std::pair(options.quiet, "-q")})
        if (is_given) throw Failure({ErrorKind::usage, std::string("--template and ") + name + " are two forms of the answer", {}, "leave one of them out"});
}

}  // namespace

std::optional<Options> parse_options(const std::vector<std::string>& args, std::ostream& out) {
    CommandLine line;
    try {
        line.app.parse(protected_reversed(line.app, args));
    } catch (const CLI::Success& success) {  // --help, --version
        line.app.exit(success, out, out);
        return std::nullopt;
    } catch (const CLI::ParseError& error) {
        throw Failure(explained(error, line.app, args));
    }
    Options& options = line.options;
    options.command = one_of(commands, line.app.get_subcommands().front()->get_name(), "assay");
    if (options.command != Command::show) options.request.text = join_words(line.query);
    options.note = join_words(line.note);
    options.request.passages = count_or_all(line.passages, "--passages");
    options.wait = std::chrono::milliseconds(std::lround(line.wait_seconds * 1000));
    options.poll = std::chrono::milliseconds(std::lround(line.poll_seconds * 1000));
    if (options.command == Command::tags) options.request.limit = 0;
    options.paths_only = options.paths_only || options.zero_separated;
    // Nobody counts a list of files: it is whole.
    if (options.paths_only && !options.limit_given && !options.json && !options.json_lines) options.request.limit = all_hits;
    check_form(options);
    choose_leniency(options);
    return std::move(options);
}

}  // namespace assay
