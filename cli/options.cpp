#include "cli/options.h"

#include <algorithm>
#include <ostream>

#include "cli/options_notes.h"
#include "cli/options_parts.h"

namespace assay {
namespace {

/// Stands for the '-' of a negated word while CLI11 looks at the arguments; no text of a user holds it.
constexpr char negation = '\x01';

constexpr const char* examples = R"(Examples:
  assay index ~/notes                          read the notes, make or refresh their index
  assay search open-source infrastructure      all the words, best note first
  assay search '"who sets the rules"' -draft   a phrase, without a word
  assay search 'commons OR title:tragedy' -t economics
  assay search tools --json | jq -r '.hits[].path'

Query language: words (all of them, in any form), "a phrase", -without, OR, ( ), =exact, pref*,
title: heading: quote: code:word, tag:name or #name.

Exit codes: 0 found or done, 1 nothing found, 2 wrong usage or query, 3 no usable index, 75 busy.)";

/// In `assay search commons -tragedy` the last word is a negation, where an option parser sees -t with a value. An option of one
/// letter stands alone, takes digits (-n5), or is one of several flags (-l0); everything else after one '-' belongs to the query.
bool is_negation(const std::string& arg) {
    if (arg.size() < 2 || arg[0] != '-' || arg[1] == '-') return false;
    if (std::isalnum(static_cast<unsigned char>(arg[1])) == 0) return true;  // -#tag, -(a b), -"a b"
    return arg.size() > 2 && arg.find_first_not_of("0123456789", 2) != arg.npos && arg.find_first_not_of("lcq0", 1) != arg.npos;
}

std::vector<std::string> protect_negations(std::vector<std::string> args) {
    const bool has_query = !args.empty() && (args.front() == "search" || args.front() == "tags" || args.front() == "kwic");
    for (std::string& arg : args) {
        if (!has_query || arg == "--") break;
        if (is_negation(arg)) arg.front() = negation;
    }
    return args;
}

std::string join_words(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text.push_back(' ');
        text += word;
        if (word.starts_with(negation)) text[text.size() - word.size()] = '-';
    }
    return text;
}

std::size_t to_passages(const std::string& value) {
    if (value == "all") return all_passages;
    if (value.empty() || value.size() > 6 || value.find_first_not_of("0123456789") != value.npos)
        throw Failure({ErrorKind::usage, "--passages takes a number or all, not " + value, {}, "see: assay search --help"});
    return std::stoul(value);
}

constexpr Choices<SortBy, 6> orders{{{"relevance", SortBy::relevance}, {"created", SortBy::created}, {"updated", SortBy::updated},
                                     {"title", SortBy::title}, {"words", SortBy::words}, {"path", SortBy::path}}};
constexpr Choices<Command, 9> commands{{{"index", Command::index}, {"search", Command::search}, {"tags", Command::tags}, {"stats", Command::stats}, {"check", Command::check},
                                        {"schema", Command::schema}, {"show", Command::show}, {"open", Command::open}, {"kwic", Command::kwic}}};

struct QueryWords {
    std::vector<std::string> words;
};

void add_query_options(CLI::App& command, Options& options, QueryWords& query) {
    command.add_option("query", query.words, "What to look for; nothing = every note")->type_name("QUERY");
    command.add_option("-t,--tag", options.request.tags, "Only notes with this tag, or one below it (repeat for more)")->type_name("TAG")->allow_extra_args(false);
    command.add_option("-T,--not-tag", options.request.not_tags, "No notes with this tag")->type_name("TAG")->allow_extra_args(false);
    add_refresh_option(command, options);
    add_corpus_options(command, options);
}

}  // namespace

std::optional<Options> parse_options(const std::vector<std::string>& args, std::ostream& out) {
    Options options;
    QueryWords query;
    CLI::App app("Full-text search for a folder of Markdown notes: ranked, with tag facets and marked passages.", "assay");
    app.footer(examples);
    app.set_version_flag("--version", std::string("assay ") + ASSAY_VERSION);
    app.require_subcommand(1);

    CLI::App& index = *app.add_subcommand("index", "Bring the index up to date; only what changed is read");
    index.add_option("dir", options.corpus, "Folder of the notes (else as for search, else the working directory)")->type_name("DIR");
    index.add_flag("--full", options.full, "Build anew beside the old index, then swap");
    index.add_flag("--dry-run", options.dry_run, "Say what would be done, change nothing");
    index.add_flag("--strict", options.strict, "Fail (exit 1) when anything is wrong with any note, as assay check does");
    index.add_option("--jobs", options.jobs, "Threads of a full build (one per core)")->type_name("N")->check(CLI::Range(1U, 256U).description(""));
    add_corpus_options(index, options);

    CLI::App& search = *app.add_subcommand("search", "Find notes: the best first, with the passage that matched");
    search.footer(examples);
    std::string passages = "1";
    add_query_options(search, options, query);
    search.add_option("-n,--limit", options.request.limit, "Most hits to show (10)")->type_name("N")->check(CLI::Range(std::size_t{0}, std::size_t{100'000'000}).description(""));
    search.add_option("--offset", options.request.offset, "Hits to leave out before the first (0)")->type_name("N")->check(CLI::Range(std::size_t{0}, std::size_t{100'000'000}).description(""));
    add_choice(search, "-s,--sort", options.request.sort, orders, "relevance, created, updated, title, words or path")->type_name("ORDER");
    search.add_option("--passages", passages, "Most passages of a hit (1), or all")->type_name("N|all");
    search.add_flag("--jsonl", options.json_lines, "One JSON object a line: a hit each");
    search.add_flag("-l,--paths", options.paths_only, "Print paths only");
    search.add_flag("-0,--null", options.zero_separated, "With -l: end each path with a zero byte");
    search.add_flag("-c,--count", options.count_only, "Print the number of matching notes only");
    search.add_flag("-q,--quiet", options.quiet, "Print nothing; the exit code tells whether a note matches");
    add_color_option(search, options);

    CLI::App& tags = *app.add_subcommand("tags", "The tag tree with its numbers of notes, of all notes or of those that match");
    add_query_options(tags, options, query);

    NoteWords note;
    add_show_options(*app.add_subcommand("show", "A note, or what stands under one of its headings, as text"), options, note);
    add_open_options(*app.add_subcommand("open", "Open a note in your editor, at the line"), options, note);
    CLI::App& kwic = *app.add_subcommand("kwic", "Every occurrence of what QUERY finds, one below the other, with what stands beside it");
    add_query_options(kwic, options, query);
    add_kwic_options(kwic, options);

    CLI::App& stats = *app.add_subcommand("stats", "Size of the corpus and its index");
    add_refresh_option(stats, options);
    add_corpus_options(stats, options);

    CLI::App& check = *app.add_subcommand("check", "Everything that is wrong with the notes, by kind; exit 1 when there is anything");
    check.add_option("dir", options.corpus, "Folder of the notes, indexed or not (else as for search)")->type_name("DIR");
    add_corpus_options(check, options);

    CLI::App& schema = *app.add_subcommand("schema", "Print the JSON Schema of a command's output");
    schema.add_option("name", options.schema_name, "search, tags, index, stats, check or error; nothing = list them")->type_name("NAME");

    try {
        std::vector<std::string> reversed = protect_negations(args);
        std::reverse(reversed.begin(), reversed.end());  // CLI11 takes them so
        app.parse(reversed);
    } catch (const CLI::Success& success) {  // --help, --version
        app.exit(success, out, out);
        return std::nullopt;
    } catch (const CLI::ParseError& error) {
        const CLI::App* command = app.get_subcommands().empty() ? &app : app.get_subcommands().front();
        throw Failure({ErrorKind::usage, error.what(), {}, (command == &app ? std::string("see: assay") : "see: assay " + command->get_name()) + " --help"});
    }
    options.command = one_of(commands, app.get_subcommands().front()->get_name(), "assay");
    if (options.request.text.empty()) options.request.text = join_words(query.words);
    options.note = join_words(note.words);
    options.request.passages = to_passages(passages);
    if (options.command == Command::tags) options.request.limit = 0;
    return options;
}

}  // namespace assay
