#include "cli/options/parse_options.h"

#include <algorithm>
#include <cmath>
#include <ostream>

#include "cli/options/command_line.h"
#include "cli/options/habits.h"
#include "cli/options/options_parts.h"
#include "indexer/text/edit_distance.h"
#include "indexer/text/shell_quoted.h"

namespace assay {
namespace {

constexpr Choices<Command, 18> commands{{{"index", Command::index},
                                         {"watch", Command::watch},
                                         {"search", Command::search},
                                         {"related", Command::related},
                                         {"tags", Command::tags},
                                         {"kwic", Command::kwic},
                                         {"show", Command::show},
                                         {"open", Command::open},
                                         {"stats", Command::stats},
                                         {"check", Command::check},
                                         {"corpora", Command::corpora},
                                         {"forget", Command::forget},
                                         {"queries", Command::queries},
                                         {"export", Command::export_notes},
                                         {"schema", Command::schema},
                                         {"help", Command::help},
                                         {"completions", Command::completions},
                                         {"__complete", Command::complete}}};

std::string join_words(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? "" : " ").append(restored(word));
    return text;
}

/// A reader is told what was answered instead; a script that only asks which notes, how many or
/// whether any gets no answer to another question.
void choose_leniency(Options& options) {
    const bool is_bare =
        options.paths_only || options.zero_separated || options.count_only || options.quiet;
    if (options.all_words && options.relax)
        throw Failure(
            usage_error("--relax and --all-words exclude each other", "leave one of them out"));
    options.request.correct = options.correct.value_or(!is_bare);
    if (options.relax) options.request.partial = Partial::always;
    else if ((options.command == Command::search || options.command == Command::tags) && !is_bare &&
             !options.all_words)
        options.request.partial = Partial::fill_page;
}

KnownNames known_names(const CLI::App& app) {
    KnownNames known;
    for (const auto& [name, value] : commands)
        if (value != Command::complete) known.commands.push_back(name);
    known.has_option = [&app](std::string_view command, std::string_view option) {
        if (command.empty()) return app.get_option_no_throw(std::string(option)) != nullptr;
        const auto named =
            app.get_subcommands([&](const CLI::App* each) { return each->get_name() == command; });
        return !named.empty() && named.front()->get_option_no_throw(std::string(option)) != nullptr;
    };
    return known;
}

/// What came before the first command, moved after it: "assay search --limit 5 rain". nullopt where
/// there is none.
std::optional<std::string> with_command_first(std::vector<std::string> args,
                                              const KnownNames& known) {
    const auto command =
        std::find_first_of(args.begin(), args.end(), known.commands.begin(), known.commands.end());
    if (command == args.end()) return std::nullopt;
    std::rotate(args.begin(), command, command + 1);
    return "did you mean: " + ready_command(args);
}

/// `typed` is no option of `command`; it was given with `value`.
Error unknown_option(const std::string& typed, const std::string& value, const CLI::App& command,
                     const KnownNames& known) {
    const bool has_command = command.get_parent() != nullptr;
    const std::string name = has_command ? command.get_name() : "",
                      see = "see: assay " + (has_command ? name + " --help" : "--help");
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& each : option->get_lnames()) names.push_back("--" + each);
    std::string hint = option_hint(typed, value, name, known);
    if (hint.empty() && typed.starts_with("--")) {
        const std::string_view nearest =
            nearest_name(typed, std::vector<std::string_view>(names.begin(), names.end()));
        if (!nearest.empty()) hint = "did you mean " + std::string(nearest) + "?";
    }
    return usage_error("there is no option " + typed, hint.empty() ? see : hint);
}

/// What no command and no option is called, with what was meant; else in the words of CLI11.
Error explained(const CLI::ParseError& error, const CLI::App& app,
                const std::vector<std::string>& args) {
    const bool has_command = !app.get_subcommands().empty();
    const CLI::App& command = has_command ? *app.get_subcommands().front() : app;
    const KnownNames known = known_names(app);
    const auto is_option = [](const std::string& arg) {
        return arg.starts_with('-') && arg != "-" && arg != "--";
    };
    if (!args.empty() && is_option(args.front()))
        if (std::optional<std::string> ready = with_command_first(args, known))
            return usage_error("options come after the command", *std::move(ready));
    if (!has_command) {
        if (const auto typed = std::find_if_not(args.begin(), args.end(), is_option);
            typed != args.end())
            return usage_error("there is no command " + *typed, command_hint(args, known));
    }
    if (!has_command || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        constexpr bool of_subcommands = true;
        for (const std::string& left : app.remaining(of_subcommands)) {
            if (!is_option(left)) continue;
            const std::string typed = left.substr(0, left.find('='));
            if (!has_command && known.has_option("search", typed))
                return usage_error("options come after a command",
                                   "did you mean: assay search " + shell_quoted(left));
            const auto at = std::find(args.begin(), args.end(), left);
            const bool is_before_value = typed == left && at != args.end() && at + 1 != args.end();
            return unknown_option(typed,
                                  typed != left     ? left.substr(typed.size() + 1)
                                  : is_before_value ? *(at + 1)
                                                    : "",
                                  command, known);
        }
    }
    return usage_error(error.what(), has_command ? "see: assay " + command.get_name() + " --help"
                                                 : "see: assay --help");
}

std::vector<CommandHelp> help_of_commands(const CLI::App& app) {
    std::vector<CommandHelp> help;
    for (const CLI::App* command :
         app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); }))
        help.push_back(
            {command->get_name(), command->get_description(), command->help(app.get_name())});
    return help;
}

/// What only one form of the answer holds is an error in the others, where it would be missed.
void check_form(const Options& options) {
    const bool json = options.json || options.json_lines;
    for (const auto& [is_given, name] : {std::pair(options.request.blocks, "--blocks"),
                                         std::pair(options.request.whole_text, "--text")})
        if (is_given && !json)
            throw Failure(usage_error(std::string(name) + " is for JSON only",
                                      std::string("add --json, or leave ") + name + " out"));
    if (!options.line_template) return;
    for (const auto& [is_given, name] :
         {std::pair(options.json, "--json"), std::pair(options.json_lines, "--jsonl"),
          std::pair(options.paths_only, "-l"), std::pair(options.zero_separated, "-0"),
          std::pair(options.count_only, "-c"), std::pair(options.quiet, "-q")})
        if (is_given)
            throw Failure(
                usage_error(std::string("--template and ") + name + " are two forms of the answer",
                            "leave one of them out"));
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
    if (options.paths_only && !options.limit_given && !options.json && !options.json_lines)
        options.request.limit = all_hits;
    if (options.command == Command::help) options.command_help = help_of_commands(line.app);
    options.request.reverse = line.reverse != line.sort_is_reversed;
    options.typed = args;
    for (const std::string& word : line.query) options.query_words.push_back(restored(word));
    check_form(options);
    choose_leniency(options);
    return std::move(options);
}

}  // namespace assay
