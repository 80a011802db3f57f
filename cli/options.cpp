#include "cli/options.h"

#include <cmath>
#include <ostream>

#include "cli/command_line.h"
#include "cli/options_parts.h"

namespace assay {
namespace {

constexpr Choices<Command, 14> commands{{{"index", Command::index}, {"watch", Command::watch}, {"search", Command::search}, {"related", Command::related}, {"tags", Command::tags},
                                         {"kwic", Command::kwic}, {"show", Command::show}, {"open", Command::open}, {"stats", Command::stats}, {"check", Command::check},
                                         {"schema", Command::schema}, {"help", Command::help}, {"completions", Command::completions}, {"__complete", Command::complete}}};

std::string join_words(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(restored(word));
    return text;
}

std::size_t to_passages(const std::string& value) {
    if (value == "all") return all_passages;
    if (value.empty() || value.size() > 6 || value.find_first_not_of("0123456789") != value.npos)
        throw Failure({ErrorKind::usage, "--passages takes a number or all, not " + value, {}, "see: assay search --help"});
    return std::stoul(value);
}

}  // namespace

std::optional<Options> parse_options(const std::vector<std::string>& args, std::ostream& out) {
    CommandLine line;
    try {
        line.app.parse(protected_reversed(args));
    } catch (const CLI::Success& success) {  // --help, --version
        line.app.exit(success, out, out);
        return std::nullopt;
    } catch (const CLI::ParseError& error) {
        const CLI::App* command = line.app.get_subcommands().empty() ? &line.app : line.app.get_subcommands().front();
        throw Failure({ErrorKind::usage, error.what(), {}, (command == &line.app ? std::string("see: assay") : "see: assay " + command->get_name()) + " --help"});
    }
    Options& options = line.options;
    options.command = one_of(commands, line.app.get_subcommands().front()->get_name(), "assay");
    if (options.command != Command::show) options.request.text = join_words(line.query);
    options.note = join_words(line.note);
    options.request.passages = to_passages(line.passages);
    options.wait = std::chrono::milliseconds(std::lround(line.wait_seconds * 1000));
    options.poll = std::chrono::milliseconds(std::lround(line.poll_seconds * 1000));
    if (options.command == Command::tags) options.request.limit = 0;
    return std::move(options);
}

}  // namespace assay
