#include "cli/options/habits.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

#include "cli/terminal/shell_words.h"
#include "indexer/text/edit_distance.h"
#include "indexer/text/shell_quoted.h"

namespace assay::cli {
namespace {

constexpr std::string_view changes_notes =
    "assay never changes notes: edit the file, and the next search finds the change";

// Of ls, grep, find, git, notmuch, zk and their like.
constexpr auto commands = std::to_array<CommandHabit>({
    {"list ls ll dir files notes", "search -l"},
    {"find grep rg ag ack fd locate query q s f lookup where ask", "search"},
    {"count wc", "search -c"},
    {"recent log", "search --sort updated"},
    {"concordance context occurrences matches", "kwic"},
    {"reindex rebuild reset clean", "index --full"},
    {"update sync refresh build scan crawl import ingest add init setup pull up", "index"},
    {"monitor daemon follow", "watch"},
    {"server web browser browse ui gui page http", "serve"},
    {"status st info about summary size", "stats"},
    {"doctor lint validate verify fsck test problems", "check"},
    {"cat view print read less more bat get display head preview", "show"},
    {"edit e vi vim nvim emacs code nano goto", "open"},
    {"similar like neighbours neighbors see-also", "related"},
    {"tag labels topics categories keywords facets", "tags"},
    {"man manual docs usage commands", "help"},
    {"config configure settings", "help config"},
    {"syntax", "help query"},
    {"completion complete", "completions"},
    {"dump backup", "export"},
    {"vaults corpuses indexes indices folders", "corpora"},
    {"saved searches aliases bookmarks", "queries"},
    {"unindex drop purge prune", "forget"},
    {"schemas json-schema", "schema"},
    {"version", "--version"},
    {"new create touch write delete rm remove mv move rename cp", "", changes_notes},
});

constexpr std::string_view expressions = "regular expressions are not supported; rg has them";
constexpr std::string_view quotes =
    "for a phrase, put quotes in the query: assay search '\"these words\"'";
constexpr std::string_view no_form =
    "leave it out: a terminal shows a screen, a pipe gets one line for each hit";
constexpr std::string_view until =
    "--before DATE leaves that day out; with it: created:..DATE in the query";
constexpr std::string_view has_path = "every line on a pipe is path:line:column: text";

// Commands with --tag are those with a query. The first entry that fits counts: those with a value,
// or for fewer commands, come first.
constexpr auto options = std::to_array<OptionHabit>({
    {"--format --output --output-format -o -f", "json", "--json"},
    {"--format --output --output-format -o -f", "jsonl", "--jsonl"},
    {"--format --output --output-format -o -f", "ndjson", "--jsonl"},
    {"--format --output --output-format -o -f", "paths", "--paths"},
    {"--format --output --output-format -o -f", "files", "--paths"},
    {"--format --output --output-format -o -f", "text", "", no_form},
    {"--format --output --output-format -o -f", "plain", "", no_form},
    {"-o", "", "--passages",
     "assay kwic prints every match on a line of its own; to write to a file: > FILE"},
    {"--only-matching", "", "--passages", "assay kwic prints every match on a line of its own"},
    {"--format --output-format", "", "--jsonl", "there are --json, --jsonl, --paths and --count"},
    {"--format --output-format", "", "--json", "there is --json"},
    {"--output -o", "", "", "to write to a file: > FILE"},
    {"--ndjson", "", "--jsonl"},
    {"--csv", "", "--jsonl", "with jq: assay search --jsonl … | jq -r '[.path, .title] | @csv'"},
    {"--files-with-matches --files --name-only --names-only --path-only --list", "", "--paths"},
    {"--print0", "", "--null"},
    {"-L --files-without-match", "", "--paths", "notes without a word: assay search -l -- -WORD"},
    {"--silent", "", "--quiet"},
    {"--no-color --no-colour", "", "--color", "write --color never"},
    {"--colour", "", "--color"},
    {"--pretty -p", "", "--color", "for colours on a pipe: --color always"},
    {"--no-heading", "", "--paths", "a pipe has no headings: add | cat"},
    {"-H --with-filename --line-number --vimgrep", "", "--paths", has_path},

    {"-m --max-count", "", "--passages",
     "-n N for the number of notes, --passages N for passages of each"},
    {"--max-results --max --top --num --head -k -a --all", "", "--limit"},
    {"--page --skip --start", "", "--offset"},
    {"--sort-by --order --order-by", "", "--sort"},
    {"--sortr", "", "--reverse", "write --sort ORDER --reverse"},
    {"--asc --ascending --desc --descending", "", "--reverse"},
    {"--newest --latest", "", "--reverse", "write --sort newest"},
    {"--oldest", "", "--reverse", "write --sort oldest"},
    {"--recent", "", "--reverse", "write --sort updated"},

    {"--folder --dir --directory --path --glob --include -g -d", "", "--in"},
    {"--exclude", "", "--in", "to leave a folder out, write -path:FOLDER/ in the query"},
    {"--since --newer", "", "--after"},
    {"--from", "", "--after", "from a date on: --after DATE; in a folder: --in PATH"},
    {"--until --to", "", "--before", until},
    {"--older", "", "--before"},
    {"--date --created", "", "--after",
     "write created:2024-03 in the query, or --after DATE --before DATE"},
    {"--modified", "", "--after", "write modified:7d in the query"},
    {"--updated", "", "--after", "write updated:7d in the query"},
    {"--lang --language", "", "--in", "write lang:fr in the query"},
    {"--title", "", "--in", "write title:WORD in the query"},
    {"--file --name", "", "--in", "write file:NAME in the query"},
    {"--type", "", "--in",
     "every note is Markdown; write has:table, has:code and the like in the query"},
    {"--exclude-tag --no-tag --without-tag", "", "--not-tag"},
    {"--label", "", "--tag"},
    {"--depth", "", "--passages", "that is an option of assay tags"},

    {"-w --word-regexp", "", "--tag", "words are whole words already; WORD* finds longer ones"},
    {"-e", "", "--tag", "write the words without it"},
    {"-E -G -P --regexp --regex --pcre2", "", "--tag", expressions},
    {"-v --invert-match --not", "", "--tag", "for notes without a word, write -WORD"},
    {"-F --fixed-strings --phrase -x", "", "--tag", quotes},
    {"--exact", "", "--tag", "=WORD finds this form only; \"two words\" in quotes, in this order"},
    {"--and", "", "--tag", "leave it out: all words are searched for"},
    {"--or", "", "--tag", "write OR between the words"},
    {"--any", "", "--plain"},
    {"--fuzzy", "", "--tag", "write WORD~"},
    {"--prefix", "", "--tag", "write WORD*"},
    {"-s -S --case-sensitive --smart-case", "", "--tag", "case never counts"},
    {"-u --hidden --no-ignore", "", "--tag", "files whose names begin with a dot are not notes"},
    {"-R --recursive", "", "", "folders are searched with all that is below them"},
    {"-U --multiline", "", "--tag", "a phrase in quotes may continue on the next line"},

    {"--force --rebuild --clean -f", "", "--full"},
    {"-n", "", "--dry-run"},
    {"-j --threads", "", "--jobs"},
    {"-w --watch", "", "--full", "that is a command: assay watch"},
    {"--interval", "", "--poll"},
    {"--editor", "", "--dry-run",
     "the editor is $VISUAL or $EDITOR, or editor: in the configuration"},
    {"-V -v", "", "--version"},
    {"--verbose --debug --why", "", "--explain"},
    {"--root --vault --notebook --notes", "", "--corpus"},
    {"--db --database", "", "--index"},
});

/// Is `name` one of the words of `list`?
bool is_in(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == name) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool is_option(std::string_view arg) { return arg.size() > 1 && arg.starts_with('-'); }

/// Appends the arguments of another program's command: words, and options that have the same long
/// name here. Options of one letter mean something else there. To list a folder that exists becomes
/// --in FOLDER.
void append_words(std::vector<std::string>& line, std::span<const std::string> rest,
                  const KnownNames& known) {
    const std::string command = line.front();
    const bool lists = line.back() == "-l";
    for (const std::string& arg : rest) {
        const bool option = is_option(arg);
        if (option &&
            (!arg.starts_with("--") || !known.has_option(command, arg.substr(0, arg.find('=')))))
            continue;
        std::error_code failed;
        if (lists && !option && std::filesystem::exists(arg, failed)) line.emplace_back("--in");
        line.push_back(arg);
    }
}

}  // namespace

std::span<const CommandHabit> command_habits() { return commands; }
std::span<const OptionHabit> option_habits() { return options; }

std::string ready_command(std::span<const std::string> words) {
    std::string line = "assay";
    for (const std::string& word : words) line.append(" ").append(text::shell_quoted(word));
    return line;
}

std::string command_hint(std::span<const std::string> args, const KnownNames& known) {
    const auto word = std::find_if_not(args.begin(), args.end(), is_option);
    std::vector<std::string> line;
    for (const CommandHabit& habit : commands) {
        if (!is_in(habit.names, *word)) continue;
        if (habit.meant.empty()) return std::string(habit.hint);
        line = shell_words(habit.meant);
        append_words(line, args.subspan(static_cast<std::size_t>(word - args.begin()) + 1), known);
        return "did you mean: " + ready_command(line);
    }
    // tag:x and "last mile" are queries, however near they are to tags.
    const bool is_name = std::all_of(word->begin(), word->end(), [](char c) {
        return c == '-' || std::isalpha(static_cast<unsigned char>(c)) != 0;
    });
    const std::string_view nearest =
        is_name ? text::nearest_name(*word, known.commands) : std::string_view();
    line.emplace_back(nearest.empty() ? "search" : nearest);
    for (auto arg = args.begin(); arg != args.end(); ++arg)
        if (arg != word || nearest.empty()) line.push_back(*arg);
    return "did you mean: " + ready_command(line);
}

std::string option_hint(std::string_view option, std::string_view value, std::string_view command,
                        const KnownNames& known) {
    if (!option.starts_with("--")) option = option.substr(0, 2);  // -m5
    for (const OptionHabit& habit : options) {
        if (!is_in(habit.names, option) || (!habit.value.empty() && habit.value != value)) continue;
        if (!habit.option.empty() && !known.has_option(command, habit.option)) continue;
        return habit.hint.empty() ? "did you mean: " + std::string(habit.option)
                                  : std::string(habit.hint);
    }
    return {};
}

}  // namespace assay::cli
