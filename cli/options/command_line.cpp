#include "cli/options/command_line.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <span>

#include "cli/options/command_line_help.h"
#include "cli/options/examples.h"
#include "cli/options/options_parts.h"
#include "cli/options/texts.h"
#include "indexer/text/limits.h"

namespace assay {
namespace {

constexpr const char* language = R"(

Query language: words (all of them, in any form), "a phrase", "words near"~3,
 -without, OR, NEAR/5, ( ), =exact, pref*, near~,
 title: heading: quote: code:word, tag:name or #name, file:name, path:folder/,
 created:2023..2024-06, updated:7d, modified:last-week, after: before:, lang:fr,
 is:published, has:code, words:>2000, meta.key:value. See: assay help query)";

constexpr const char* exit_codes = R"(

Exit codes: 0 found or done, 1 nothing found, 2 wrong usage or query,
 3 no usable index, 75 busy.)";

/// Stands for the '-' of a negated word while CLI11 looks at the arguments; no text of a user holds
/// it.
constexpr char negation = '\x01';

/// Stands before words in brackets, which CLI11 takes for a list of its own: [!note] is what
/// Obsidian writes.
constexpr char brackets = '\x02';

constexpr std::array<std::string_view, 4> with_query{"search", "tags", "kwic", "export"};
constexpr std::array<std::string_view, 3> with_note{"show", "related", "open"};

bool is_one_of(std::span<const std::string_view> names, const std::vector<std::string>& args) {
    return !args.empty() && std::find(names.begin(), names.end(), args.front()) != names.end();
}

constexpr Choices<SortBy, 7> orders{{{"relevance", SortBy::relevance},
                                     {"created", SortBy::created},
                                     {"updated", SortBy::updated},
                                     {"modified", SortBy::modified},
                                     {"title", SortBy::title},
                                     {"words", SortBy::words},
                                     {"path", SortBy::path}}};
constexpr Choices<ConcordanceOrder, 4> kwic_orders{{{"date", ConcordanceOrder::date},
                                                    {"left", ConcordanceOrder::left},
                                                    {"right", ConcordanceOrder::right},
                                                    {"path", ConcordanceOrder::path}}};
constexpr Choices<TagOrder, 2> tag_orders{{{"count", TagOrder::count}, {"name", TagOrder::name}}};

/// In `assay search commons -tragedy` the last word is a negation, where an option parser sees -t
/// with a value. An option of one letter stands alone, takes digits (-n5), or is one of several
/// flags (-l0); everything else after one '-' belongs to the query.
bool is_negation(const std::string& arg) {
    if (arg == "-il")
        return false;  // grep's; a stop word of two languages, which nobody leaves out
    if (arg.size() < 2 || arg[0] != '-' || arg[1] == '-') return false;
    if (std::isalnum(static_cast<unsigned char>(arg[1])) == 0)
        return true;  // -#tag, -(a b), -"a b"
    return arg.size() > 2 && arg.find_first_not_of("0123456789", 2) != arg.npos &&
           arg.find_first_not_of("lcq0", 1) != arg.npos;
}

/// Orders by the names that other programs have for them. "oldest" is the only one that turns an
/// order round.
struct OrderHabit {
    std::string_view typed;
    SortBy meant;
    bool reversed = false;
};
constexpr auto order_habits = std::to_array<OrderHabit>({
    {"best", SortBy::relevance},
    {"score", SortBy::relevance},
    {"rank", SortBy::relevance},
    {"date", SortBy::created},
    {"newest", SortBy::created},
    {"oldest", SortBy::created, true},
    {"recent", SortBy::updated},
    {"latest", SortBy::updated},
    {"changed", SortBy::updated},
    {"mtime", SortBy::modified},
    {"time", SortBy::modified},
    {"name", SortBy::title},
    {"alphabetical", SortBy::title},
    {"file", SortBy::path},
    {"filename", SortBy::path},
    {"length", SortBy::words},
    {"longest", SortBy::words},
    {"size", SortBy::words},
});

/// "search|tags|…" of what has names.
template <class Named>
std::string names_of(const Named& all) {
    std::string names;
    for (const auto& each : all) names.append(names.empty() ? "" : "|").append(each.name);
    return names;
}

}  // namespace

std::vector<std::string> protected_reversed(const CLI::App& app, std::vector<std::string> args) {
    const bool has_query = is_one_of(with_query, args),
               has_words = has_query || is_one_of(with_note, args);
    const std::vector<const CLI::App*> commands = app.get_subcommands(
        [&](const CLI::App* each) { return !args.empty() && each->get_name() == args.front(); });
    bool is_value = false;    // of the option before, which takes it whatever it begins with
    bool only_words = false;  // after --
    std::size_t marker = args.size();  // --
    for (std::string& arg : args) {
        if (!has_words || commands.empty()) break;
        if (!is_value && arg.starts_with('[') && arg.ends_with(']'))
            arg.insert(arg.begin(), brackets);
        if (only_words && arg.starts_with('-')) arg.front() = negation;
        if (only_words) continue;
        if (arg == "--" && !is_value) {
            only_words = true;
            marker = static_cast<std::size_t>(&arg - args.data());
            continue;
        }
        const CLI::Option* const option = !is_value && arg.starts_with('-')
                                              ? commands.front()->get_option_no_throw(arg)
                                              : nullptr;
        if (has_query && !is_value && is_negation(arg)) arg.front() = negation;
        is_value = option != nullptr && takes_value(*option);
    }
    // CLI11 2.1 expects no word after -- where there was one before it. Every word after it is
    // protected, so that it may go.
    if (marker != args.size()) args.erase(args.begin() + static_cast<std::ptrdiff_t>(marker));
    std::reverse(args.begin(), args.end());  // CLI11 takes them so
    return args;
}

std::string restored(std::string word) {
    if (word.starts_with(negation)) word.front() = '-';
    if (word.starts_with(brackets)) word.erase(0, 1);
    return word;
}

CommandLine::CommandLine()
    : app("Full-text search for a folder of Markdown notes: ranked, with tag facets and marked "
          "passages.",
          "assay") {
    app.formatter(help_format());
    app.footer(examples_text("") + exit_codes);
    app.set_version_flag("--version", std::string("assay ") + ASSAY_VERSION);
    app.require_subcommand(1);
    add_index_commands();
    add_query_commands();
    add_note_commands();
    add_corpus_commands();
    add_help_commands();
    // As in a shell's alias that names a default: what is typed last counts.
    for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; }))
        for (CLI::Option* option : command->get_options())
            if (takes_value(*option) && option->get_items_expected_max() == 1)
                option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    for (CLI::App* command :
         app.get_subcommands([](CLI::App* each) { return !each->get_group().empty(); }))
        command->footer(examples_text(command->get_name()) +
                        (command->get_name() == "search" ? language : ""));
}

bool takes_value(const CLI::Option& option) {
    return option.get_type_size() > 0 && option.get_expected_max() > 0;
}

void CommandLine::add_index_commands() {
    CLI::App& index =
        *app.add_subcommand("index", "Bring the index up to date; only what changed is read");
    index
        .add_option("dir", options.corpus,
                    "Folder of the notes (else as for search, else the working directory)")
        ->type_name("DIR");
    index.add_flag("--full", options.full, "Build anew beside the old index, then swap");
    index.add_flag("--dry-run", options.dry_run, "Say what would be done, change nothing");
    index.add_flag("--strict", options.strict,
                   "Fail (exit 1) when anything is wrong with any note, as assay check does");
    index.add_option("--jobs", options.jobs, "Threads of a full build (one per core)")
        ->type_name("N")
        ->check(CLI::Range(1U, 256U).description(""));
    index
        .add_option("--wait", wait_seconds,
                    "Longest time to wait for another run that writes the index (5)")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 86400.0).description(""));
    add_corpus_options(index, options);

    CLI::App& watch = *app.add_subcommand(
        "watch",
        "Keep the index up to date until interrupted: one line for each change taken over");
    watch.add_option("dir", options.corpus, "Folder of the notes (else as for index)")
        ->type_name("DIR");
    watch.add_flag("--full", options.full, "Begin by building the index anew");
    watch.add_option("--poll", poll_seconds, "Look so often, instead of being told by the system")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.01, 86400.0).description(""));
    add_corpus_options(watch, options);
}

void CommandLine::add_filter_options(CLI::App& command) {
    command.add_option("query", query, "What to look for; nothing = every note")
        ->type_name("QUERY");
    command
        .add_option("-t,--tag", options.request.tags,
                    "Only notes with this tag, or one below it (repeat for more)")
        ->type_name("TAG")
        ->allow_extra_args(false);
    command.add_option("-T,--not-tag", options.request.not_tags, "No notes with this tag")
        ->type_name("TAG")
        ->allow_extra_args(false);
    command
        .add_option("--in", options.request.paths,
                    "Only notes in this folder, or whose path matches this glob (repeat for any of "
                    "several)")
        ->type_name("PATH")
        ->allow_extra_args(false);
    command
        .add_option("--after", options.request.after,
                    "Only notes created in this year, month or day, or later; also 7d, yesterday, "
                    "last-month")
        ->type_name("DATE");
    command
        .add_option("--before", options.request.before,
                    "Only notes created before this year, month or day")
        ->type_name("DATE");
}

void CommandLine::add_query_options(CLI::App& command) {
    add_filter_options(command);
    command.add_flag_callback(
        "--no-correct", [this] { options.correct = false; },
        "Take a word that occurs nowhere as it is, not as its nearest spelling");
    command.add_flag_callback(
        "-i,--ignore-case", [] {}, "Accepted: case never counts anyway");
    add_refresh_option(command, options);
    add_corpus_options(command, options);
}

void CommandLine::add_order_options(CLI::App& search) {
    const auto take = [this](const std::string& typed) {
        const auto habit =
            std::find_if(order_habits.begin(), order_habits.end(),
                         [&](const OrderHabit& each) { return each.typed == typed; });
        options.request.sort =
            habit != order_habits.end() ? habit->meant : one_of(orders, typed, "--sort");
        sort_is_reversed = habit != order_habits.end() && habit->reversed;
    };
    search
        .add_option_function<std::string>(
            "-s,--sort", take,
            "Best first, or newest, last changed (modified: the file), A to Z, longest")
        ->type_name(names_of(orders, "|"));
    search.add_flag("-r,--reverse", reverse,
                    "The other way round; the best of the hits that are shown last");
}

void CommandLine::add_context_options(CLI::App& search) {
    ContextLines& context = options.request.context;
    const auto lines = [&search](const char* names,
                                 const std::function<void(const std::size_t&)>& take,
                                 const char* description) {
        search.add_option_function<std::size_t>(names, take, description)
            ->type_name("N")
            ->check(CLI::Range(std::size_t{0}, max_context_lines).description(""));
    };
    lines(
        "-C,--context", [&context](std::size_t typed) { context.before = context.after = typed; },
        "Also this many lines of the note before and after each passage");
    lines(
        "-A,--after-context", [&context](std::size_t typed) { context.after = typed; },
        "Only after it");
    lines(
        "-B,--before-context", [&context](std::size_t typed) { context.before = typed; },
        "Only before it");
}

void CommandLine::add_query_commands() {
    CLI::App& search =
        *app.add_subcommand("search", "Find notes: the best first, with the passage that matched");
    add_query_options(search);
    add_limit_option(search, options, options.request.limit,
                     "Most hits to show, or all (10; with -l and -0: all)");
    search.add_option("--offset", options.request.offset, "Hits to leave out before the first (0)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{0}, max_typed_count).description(""));
    add_order_options(search);
    search.add_flag("--plain", options.request.plain,
                    "QUERY is no query: any of its words, for sentences that somebody else wrote");
    search.add_flag_callback(
        "--correct", [this] { options.correct = true; },
        "Correct words that occur nowhere for -l, -c and -q too");
    search.add_flag("--all-words", options.all_words,
                    "Only notes with all the words, even if they are few");
    search.add_flag("--relax", options.relax,
                    "Also notes with most of the words, for -l, -c and -q too");
    search.add_flag("--as-you-type", options.request.unfinished,
                    "QUERY is being typed: its last word may go on, unless a blank follows");
    search.add_flag("--explain", options.request.explain,
                    "Say what each word stands for, and what it adds to each score");
    search.add_option("--passages", passages, "Most passages of a hit (1), or all")
        ->type_name("N|all");
    add_context_options(search);
    search
        .add_option(
            "--facets", options.facets,
            "What is counted over all matching notes: names with commas between, all or none")
        ->type_name("LIST");
    search.add_flag("--jsonl", options.json_lines, "One JSON object a line: a hit each");
    search.add_flag("-l,--paths", options.paths_only, "Print paths only");
    search.add_flag("-0,--null", options.zero_separated,
                    "Print paths only, each with a zero byte at its end");
    search.add_flag("-c,--count", options.count_only, "Print the number of matching notes only");
    search.add_flag("-q,--quiet", options.quiet,
                    "Print nothing; the exit code tells whether a note matches");
    add_screen_options(search, options);
    add_pager_option(search, options);
    add_offsets_option(search, options);
    add_text_options(search, options);
    add_template_option(search, options);

    CLI::App& tags = *app.add_subcommand(
        "tags", "The tag tree with its numbers of notes, of all notes or of those that match");
    add_query_options(tags);
    add_pager_option(tags, options);
    tags.add_option("--depth", options.depth,
                    "Only tags of so many parts at most; they count what is below them")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, max_typed_count).description(""));
    const auto take_order = [this](const std::string& typed) {
        options.tag_order = one_of(tag_orders, typed, "--sort");
    };
    tags.add_option_function<std::string>("--sort", take_order,
                                          "Most notes first, or A to Z (what a terminal shows)")
        ->type_name(names_of(tag_orders, "|"));

    CLI::App& exported = *app.add_subcommand("export",
                                             "Every note, or those that match, as one JSON object "
                                             "a line: its text, headings and front matter");
    add_filter_options(exported);
    add_refresh_option(exported, options);
    add_corpus_options(exported, options);

    CLI::App& kwic = *app.add_subcommand(
        "kwic",
        "Every occurrence of what QUERY finds, one below the other, with what stands beside it");
    add_query_options(kwic);
    add_limit_option(kwic, options, options.most_lines, "Most lines to show (100000)");
    kwic.add_option("--width", options.context,
                    "Characters on either side (40; on a terminal what fits)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000}).description(""));
    add_template_option(kwic, options);
    add_offsets_option(kwic, options);
    add_choice(kwic, "-s,--sort", options.kwic_order, kwic_orders,
               "Newest note first, or by the words beside, or by path");
    add_screen_options(kwic, options);
    add_pager_option(kwic, options);
}

void CommandLine::add_note_commands() {
    CLI::App& show = *app.add_subcommand(
        "show", "A note as it was written, or what stands under one of its headings");
    show.add_option("note", note,
                    "A path in the corpus, the end of one, or a title; with #anchor one heading "
                    "and what is below it, with :LINE opened there")
        ->type_name("NOTE")
        ->required();
    show.add_option("--mark", options.request.text,
                    "Mark what this query would find, and begin there")
        ->type_name("QUERY");
    show.add_flag("--text", options.plain_text, "The plain text, without the signs of Markdown");
    show.add_flag("--outline", options.outline, "Only the headings, with their lines");
    show.add_option("--lines", options.lines, "Only these lines of the file: 10:40, 10:, :40 or 10")
        ->type_name("FROM:TO");
    add_screen_options(show, options);
    add_pager_option(show, options);
    add_offsets_option(show, options);
    add_refresh_option(show, options);
    add_corpus_options(show, options);

    CLI::App& related = *app.add_subcommand("related", "Notes like this one");
    related.add_option("note", note, "As for show")->type_name("NOTE")->required();
    add_limit_option(related, options, options.request.limit, "Most hits to show, or all (10)");
    related
        .add_option("--offset", options.request.offset, "Hits to leave out before the first (0)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{0}, max_typed_count).description(""));
    related.add_option("--passages", passages, "Most passages of a hit (1), or all")
        ->type_name("N|all");
    related.add_flag("--explain", options.request.explain,
                     "Say which words and tags they share, and what these add to each score");
    add_screen_options(related, options);
    add_pager_option(related, options);
    add_offsets_option(related, options);
    add_text_options(related, options);
    add_template_option(related, options);
    add_refresh_option(related, options);
    add_corpus_options(related, options);

    CLI::App& open = *app.add_subcommand("open", "Open a note in your editor, at the line");
    open.add_option(
            "note", note,
            "As for show, also with :LINE; or the number of a hit of the last search on a terminal")
        ->type_name("NOTE|RANK")
        ->required();
    open.add_flag("--dry-run", options.dry_run, "Print the editor's command, do not run it");
    add_refresh_option(open, options);
    add_corpus_options(open, options);
}

void CommandLine::add_corpus_commands() {
    CLI::App& stats = *app.add_subcommand("stats", "Size of the corpus and its index");
    add_pager_option(stats, options);
    add_refresh_option(stats, options);
    add_corpus_options(stats, options);

    CLI::App& check = *app.add_subcommand(
        "check", "Everything that is wrong with the notes, by kind; exit 1 when there is anything");
    check
        .add_option("dir", options.corpus,
                    "Folder of the notes, indexed or not (else as for search)")
        ->type_name("DIR");
    add_pager_option(check, options);
    add_corpus_options(check, options);

    CLI::App& corpora = *app.add_subcommand("corpora",
                                            "Every folder that is indexed: notes, size and age of "
                                            "its index; * = the one a search here takes");
    add_choice(corpora, "--color", options.color, whens, "Colours; auto = on a terminal");
    corpora.add_flag("--json", options.json, "One JSON object; see: assay schema");

    CLI::App& queries = *app.add_subcommand("queries",
                                            "The saved queries of the configuration, each with its "
                                            "number of notes; @name in a query is one");
    add_choice(queries, "--color", options.color, whens, "Colours; auto = on a terminal");
    add_refresh_option(queries, options);
    add_corpus_options(queries, options);

    CLI::App& forget =
        *app.add_subcommand("forget", "Remove the index of a corpus; its notes stay as they are");
    forget
        .add_option(
            "corpus", options.forgotten,
            "Its folder, there or gone; or the last part of that, or of the folder of the index")
        ->type_name("DIR|NAME")
        ->required();
    forget.add_flag("--dry-run", options.dry_run, "Say what would be removed, remove nothing");
    forget.add_flag("--json", options.json, "One JSON object; see: assay schema");
}

void CommandLine::add_help_commands() {
    CLI::App& schema = *app.add_subcommand("schema", "Print the JSON Schema of a command's output");
    schema.add_option("name", options.topic, "Which; nothing = list them")
        ->type_name(names_of(json_schemas()));
    CLI::App& help =
        *app.add_subcommand("help", "Print what a command takes, or a page of the manual");
    help.add_option("topic", options.topic, "Which; nothing = list them")
        ->type_name(names_of(manual_pages()) + "|COMMAND");
    add_pager_option(help, options);
    CLI::App& completions = *app.add_subcommand(
        "completions",
        "Print a script that completes commands, options, tags and notes in a shell");
    completions.add_option("shell", options.topic, "Which")
        ->type_name(names_of(completion_scripts()))
        ->required();
    for (CLI::App* command : {&schema, &help, &completions})
        command->add_flag("--json", options.json, "One JSON object; see: assay schema");

    CLI::App& complete =
        *app.add_subcommand("__complete", "For the scripts of assay completions")->group("");
    complete.add_flag("--line", options.whole_line,
                      "WORDS is one word: the command line up to the cursor, as it was typed");
    complete.add_option(
        "words", options.words,
        "The words up to the cursor, without assay; the last one is to be completed");
}

}  // namespace assay
