#include "cli/options/parse_options.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <system_error>

#include "cli/options/command_line.h"
#include "cli/options/habits.h"
#include "cli/options/options_parts.h"
#include "indexer/text/edit_distance.h"
#include "indexer/text/file_name.h"
#include "indexer/text/shell_quoted.h"

namespace assay::cli {
namespace {

std::string join_words(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text.append(text.empty() ? "" : " ").append(restored(word));
    return text;
}

/// The commands that --help lists.
std::vector<const CLI::App*> listed_commands(const CLI::App& app) {
    return app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); });
}

KnownNames known_names(const CLI::App& app) {
    KnownNames known;
    for (const CLI::App* command : listed_commands(app))
        known.commands.push_back(command->get_name());
    known.has_option = [&app](std::string_view command, std::string_view option) {
        if (command.empty()) return app.get_option_no_throw(std::string(option)) != nullptr;
        const auto named =
            app.get_subcommands([&](const CLI::App* each) { return each->get_name() == command; });
        return !named.empty() && named.front()->get_option_no_throw(std::string(option)) != nullptr;
    };
    return known;
}

/// Moves the first command to the front: "assay search --limit 5 rain". nullopt if there is none.
std::optional<std::string> with_command_first(std::vector<std::string> args,
                                              const KnownNames& known) {
    const auto command =
        std::find_first_of(args.begin(), args.end(), known.commands.begin(), known.commands.end());
    if (command == args.end()) return std::nullopt;
    std::rotate(args.begin(), command, command + 1);
    return "did you mean: " + ready_command(args);
}

/// For an option that `command` does not have; `value` was given with it.
Error unknown_option(const std::string& option, const std::string& value, const CLI::App& command,
                     const KnownNames& known) {
    const bool has_command = command.get_parent() != nullptr;
    const std::string name = has_command ? command.get_name() : "",
                      see = "see: assay " + (has_command ? name + " --help" : "--help");
    std::vector<std::string> names;
    for (const CLI::Option* known_option : command.get_options())
        for (const std::string& each : known_option->get_lnames()) names.push_back("--" + each);
    std::string hint = option_hint(option, value, name, known);
    if (hint.empty() && option.starts_with("--")) {
        const std::string_view nearest =
            text::nearest_name(option, std::vector<std::string_view>(names.begin(), names.end()));
        if (!nearest.empty()) hint = "did you mean " + std::string(nearest) + "?";
    }
    return usage_error("there is no option " + option, hint.empty() ? see : hint);
}

/// The error for arguments that CLI11 refused: an unknown command or option, with the one that was
/// perhaps meant; else what CLI11 says. `app`: with every command.
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
        if (const auto word = std::find_if_not(args.begin(), args.end(), is_option);
            word != args.end())
            return usage_error("there is no command " + *word, command_hint(args, known));
    }
    if (!has_command || dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
        constexpr bool of_subcommands = true;
        for (const std::string& left : app.remaining(of_subcommands)) {
            if (!is_option(left)) continue;
            const std::string option = left.substr(0, left.find('='));
            if (!has_command && known.has_option("search", option))
                return usage_error("options come after a command",
                                   "did you mean: assay search " + text::shell_quoted(left));
            const auto at = std::find(args.begin(), args.end(), left);
            const bool is_before_value = option == left && at != args.end() && at + 1 != args.end();
            return unknown_option(option,
                                  option != left    ? left.substr(option.size() + 1)
                                  : is_before_value ? *(at + 1)
                                                    : "",
                                  command, known);
        }
    }
    return usage_error(error.what(), has_command ? "see: assay " + command.get_name() + " --help"
                                                 : "see: assay --help");
}

/// Reads the refused arguments again, with every command, because a hint may name any of them.
[[noreturn]] void refuse(const std::vector<std::string>& args) {
    CommandLine line;
    try {
        line.app.parse(protected_reversed(line.app, args));
    } catch (const CLI::ParseError& error) {
        throw Failure(explained(error, line.app, args));
    }
    throw std::logic_error("arguments are refused only without the other commands");
}

std::vector<CommandHelp> help_of_commands(const CLI::App& app) {
    std::vector<CommandHelp> help;
    for (const CLI::App* command : listed_commands(app))
        help.push_back(
            {command->get_name(), command->get_description(), command->help(app.get_name())});
    return help;
}

std::chrono::milliseconds milliseconds(double seconds) {
    return std::chrono::milliseconds(std::lround(seconds * 1000));
}

/// An option of this name, and whether it was given.
using Given = std::pair<bool, std::string>;

/// Refuses options for parts of an answer that only JSON has.
void refuse_without_json(const query::SearchRequest& request, bool json) {
    for (const auto& [is_given, name] :
         {Given(request.blocks, "--blocks"), Given(request.whole_text, "--text")})
        if (is_given && !json)
            throw Failure(
                usage_error(name + " is for JSON only", "add --json, or leave " + name + " out"));
}

/// Refuses --template beside an option for another form of the answer.
void refuse_two_forms(const std::optional<std::string>& line_template,
                      std::initializer_list<Given> other_forms) {
    if (!line_template) return;
    for (const auto& [is_given, name] : other_forms)
        if (is_given)
            throw Failure(usage_error("--template and " + name + " cannot be used together",
                                      "leave one of them out"));
}

// finish() completes the options of a command with what has to be joined or converted first.

void finish(const SharedOptions&, const CommandLine&) {}

/// Takes one place that is not a note as the folder, and notes as files, which may be gone.
void finish(IndexOptions& options, const CommandLine& line) {
    const auto is_folder = [](const std::string& place) {
        std::error_code failed;
        return std::filesystem::is_directory(place, failed) || !text::is_note_name(place);
    };
    if (line.places.size() == 1 && is_folder(line.places.front()))
        options.corpus = line.places.front();
    else options.files = line.places;
    if (const auto folder = std::find_if(options.files.begin(), options.files.end(), is_folder);
        folder != options.files.end())
        throw Failure(
            usage_error(*folder + " is not a note",
                        "name one folder, or notes: files named *.md, *.markdown or *.mdx"));
    if (!options.files.empty() && options.full)
        throw Failure(
            usage_error("--full is for the whole folder", "leave out --full or the notes"));
    options.wait = milliseconds(line.wait_seconds);
}

void finish(WatchOptions& options, const CommandLine& line) {
    options.wait = milliseconds(line.wait_seconds);
    options.poll = milliseconds(line.poll_seconds);
}

void finish(SearchOptions& options, const CommandLine& line) {
    query::SearchRequest& request = options.request;
    request.text = join_words(line.query);
    for (const std::string& word : line.query) options.query_words.push_back(restored(word));
    request.passages = count_or_all(line.passages, "--passages");
    request.reverse = line.reverse != line.sort_is_reversed;
    options.paths_only = options.paths_only || options.zero_separated;
    const bool json = options.json || options.json_lines;
    request.link_counts = json || (options.line_template &&
                                   options.line_template->find("{links_") != std::string::npos);
    // Nobody counts a list of files: it is complete unless --limit says otherwise.
    if (options.paths_only && !options.limit_given && !json) request.limit = query::all_hits;
    refuse_without_json(request, json);
    refuse_two_forms(options.line_template, {{options.json, "--json"},
                                             {options.json_lines, "--jsonl"},
                                             {options.paths_only, "-l"},
                                             {options.zero_separated, "-0"},
                                             {options.count_only, "-c"},
                                             {options.quiet, "-q"}});
    if (line.all_words && line.relax)
        throw Failure(usage_error("--relax and --all-words cannot be used together",
                                  "leave one of them out"));
    // A reader sees what was answered instead. A script that asks only which notes, how many, or
    // whether there are any, gets no answer to another question.
    const bool is_bare = options.paths_only || options.count_only || options.quiet;
    request.correct = line.correct.value_or(!is_bare);
    if (line.relax) request.partial = query::Partial::always;
    else if (!is_bare && !line.all_words) request.partial = query::Partial::fill_page;
}

void finish(TagsOptions& options, const CommandLine& line) {
    options.request.text = join_words(line.query);
    options.request.limit = 0;
    options.request.correct = line.correct.value_or(true);
    options.request.partial = query::Partial::fill_page;
}

void finish(KwicOptions& options, const CommandLine& line) {
    options.request.text = join_words(line.query);
    options.request.correct = line.correct.value_or(true);
    refuse_two_forms(options.line_template, {{options.json, "--json"}});
}

void finish(PickOptions& options, const CommandLine& line) {
    options.request.text = join_words(line.query);
}

void finish(ExportOptions& options, const CommandLine& line) {
    options.request.text = join_words(line.query);
}

void finish(ShowOptions& options, const CommandLine& line) { options.note = join_words(line.note); }

void finish(OpenOptions& options, const CommandLine& line) { options.note = join_words(line.note); }

void finish(RelatedOptions& options, const CommandLine& line) {
    options.note = join_words(line.note);
    options.request.passages = count_or_all(line.passages, "--passages");
    options.request.link_counts = options.json;
    refuse_without_json(options.request, options.json);
    refuse_two_forms(options.line_template, {{options.json, "--json"}});
}

/// Lists of paths are complete unless --limit says otherwise, as those of search.
void finish_forms(ListForms& forms, const SharedOptions& shared) {
    forms.paths_only = forms.paths_only || forms.zero_separated;
    refuse_two_forms(forms.line_template, {{shared.json, "--json"},
                                           {forms.json_lines, "--jsonl"},
                                           {forms.paths_only, "-l"},
                                           {forms.zero_separated, "-0"}});
}

void finish(LinksOptions& options, const CommandLine& line) {
    options.note = join_words(line.note);
    if (options.dot) options.list = LinkList::graph;
    const bool of_note = options.list == LinkList::outgoing;
    if (of_note && options.note.empty())
        throw Failure(usage_error("a note is missing",
                                  "name one, or ask for --orphans, --dead-ends, --wanted, "
                                  "--broken or --graph"));
    if (!of_note && !options.note.empty())
        throw Failure(
            usage_error("this list is of all notes, not of " + options.note, "leave out the note"));
    const bool has_template = options.list != LinkList::wanted && options.list != LinkList::graph;
    if (options.line_template && !has_template)
        throw Failure(usage_error("--template is for lists of links and notes",
                                  "leave it out, or write --jsonl"));
    if (options.dot && (options.json || options.json_lines))
        throw Failure(
            usage_error("--dot and --json cannot be used together", "leave one of them out"));
    if (options.list == LinkList::graph && (options.paths_only || options.zero_separated))
        throw Failure(usage_error("the graph is not a list of paths",
                                  "write --orphans or --dead-ends for notes, or leave out -l"));
    finish_forms(options, options);
    if (!options.limit_given) options.request.limit = query::all_hits;
    options.request.link_counts = options.json || options.json_lines;
}

void finish(BacklinksOptions& options, const CommandLine& line) {
    options.note = join_words(line.note);
    options.request.passages = count_or_all(line.link_passages, "--passages");
    options.request.link_counts = options.json || options.json_lines;
    finish_forms(options, options);
    if (options.paths_only) {
        options.request.passages = 0;
        if (!options.limit_given) options.request.limit = query::all_hits;
    }
}

void finish(HelpOptions& options, const CommandLine& line) {
    options.commands = help_of_commands(line.app);
}

}  // namespace

std::optional<CommandOptions> parse_options(const std::vector<std::string>& args,
                                            std::ostream& out) {
    CommandLine line(args.empty() ? std::string_view() : args.front());
    try {
        line.app.parse(protected_reversed(line.app, args));
    } catch (const CLI::Success& success) {  // --help, --version
        line.app.exit(success, out, out);
        return std::nullopt;
    } catch (const CLI::ParseError&) {
        refuse(args);
    }
    CommandOptions options = *std::move(line.chosen);
    std::visit([&](auto& each) { finish(each, line); }, options);
    if (auto* search = std::get_if<SearchOptions>(&options)) search->arguments = args;
    return options;
}

}  // namespace assay::cli
