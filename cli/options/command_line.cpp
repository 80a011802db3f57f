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

namespace assay::cli {
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

/// Replaces the '-' of a negated word while CLI11 reads the arguments. No text of a user has it.
constexpr char negation = '\x01';

/// Put before a word in brackets, such as Obsidian's [!note], which CLI11 would take for a list.
constexpr char brackets = '\x02';

constexpr std::array<std::string_view, 5> with_query{"search", "tags", "kwic", "export", "pick"};
constexpr std::array<std::string_view, 3> with_note{"show", "related", "open"};

bool is_one_of(std::span<const std::string_view> names, const std::vector<std::string>& args) {
    return !args.empty() && std::find(names.begin(), names.end(), args.front()) != names.end();
}

constexpr Choices<query::SortBy, 7> orders{{{"relevance", query::SortBy::relevance},
                                            {"created", query::SortBy::created},
                                            {"updated", query::SortBy::updated},
                                            {"modified", query::SortBy::modified},
                                            {"title", query::SortBy::title},
                                            {"words", query::SortBy::words},
                                            {"path", query::SortBy::path}}};
constexpr Choices<query::ConcordanceOrder, 4> kwic_orders{
    {{"date", query::ConcordanceOrder::date},
     {"left", query::ConcordanceOrder::left},
     {"right", query::ConcordanceOrder::right},
     {"path", query::ConcordanceOrder::path}}};
constexpr Choices<TagOrder, 2> tag_orders{{{"count", TagOrder::count}, {"name", TagOrder::name}}};

/// In `assay search commons -tragedy` the last word is a negation, but an option parser sees -t
/// with a value. An option is one letter, one letter with digits (-n5), or several flags (-l0).
/// Everything else after one '-' belongs to the query.
bool is_negation(const std::string& arg) {
    if (arg == "-il")
        return false;  // grep's flags; as a word it is a stop word, which nobody negates
    if (arg.size() < 2 || arg[0] != '-' || arg[1] == '-') return false;
    if (std::isalnum(static_cast<unsigned char>(arg[1])) == 0)
        return true;  // -#tag, -(a b), -"a b"
    return arg.size() > 2 && arg.find_first_not_of("0123456789", 2) != arg.npos &&
           arg.find_first_not_of("lcq0", 1) != arg.npos;
}

/// Orders by the names that other programs have for them. Only "oldest" reverses one.
struct OrderHabit {
    std::string_view name;
    query::SortBy meant;
    bool reversed = false;
};
constexpr auto order_habits = std::to_array<OrderHabit>({
    {"best", query::SortBy::relevance},
    {"score", query::SortBy::relevance},
    {"rank", query::SortBy::relevance},
    {"date", query::SortBy::created},
    {"newest", query::SortBy::created},
    {"oldest", query::SortBy::created, true},
    {"recent", query::SortBy::updated},
    {"latest", query::SortBy::updated},
    {"changed", query::SortBy::updated},
    {"mtime", query::SortBy::modified},
    {"time", query::SortBy::modified},
    {"name", query::SortBy::title},
    {"alphabetical", query::SortBy::title},
    {"file", query::SortBy::path},
    {"filename", query::SortBy::path},
    {"length", query::SortBy::words},
    {"longest", query::SortBy::words},
    {"size", query::SortBy::words},
});

/// "search|tags|…": the names of `all`.
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
    bool is_value = false;             // of the option before it, whatever it begins with
    bool only_words = false;           // after --
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
    // CLI11 2.1 refuses words after -- when there was one before it. All words after it are
    // protected, so -- can be left out.
    if (marker != args.size()) args.erase(args.begin() + static_cast<std::ptrdiff_t>(marker));
    std::reverse(args.begin(), args.end());
    return args;
}

std::string restored(std::string word) {
    if (word.starts_with(negation)) word.front() = '-';
    if (word.starts_with(brackets)) word.erase(0, 1);
    return word;
}

CommandLine::CommandLine(std::string_view command)
    : app("Full-text search for a folder of Markdown notes: ranked, with tag facets and marked "
          "passages.",
          "assay") {
    app.formatter(help_format());
    app.footer(examples_text("") + exit_codes);
    app.set_version_flag("--version", std::string("assay ") + ASSAY_VERSION);
    app.require_subcommand(1);
    struct Command {
        std::string_view name;
        void (CommandLine::*add)();
    };
    constexpr auto commands = std::to_array<Command>({
        // in the order of assay --help
        {"index", &CommandLine::add_index_command},
        {"watch", &CommandLine::add_watch_command},
        {"serve", &CommandLine::add_serve_command},
        {"search", &CommandLine::add_search_command},
        {"tags", &CommandLine::add_tags_command},
        {"export", &CommandLine::add_export_command},
        {"kwic", &CommandLine::add_kwic_command},
        {"show", &CommandLine::add_show_command},
        {"related", &CommandLine::add_related_command},
        {"open", &CommandLine::add_open_command},
        {"pick", &CommandLine::add_pick_command},
        {"mcp", &CommandLine::add_mcp_command},
        {"stats", &CommandLine::add_stats_command},
        {"check", &CommandLine::add_check_command},
        {"corpora", &CommandLine::add_corpora_command},
        {"queries", &CommandLine::add_queries_command},
        {"forget", &CommandLine::add_forget_command},
        {"schema", &CommandLine::add_schema_command},
        {"help", &CommandLine::add_help_command},
        {"completions", &CommandLine::add_completions_command},
        {"__complete", &CommandLine::add_complete_command},
    });
    const auto only = std::find_if(commands.begin(), commands.end(), [&](const Command& each) {
        return each.name == command && command != "help";
    });
    for (auto each = commands.begin(); each != commands.end(); ++each)
        if (only == commands.end() || each == only) (this->*each->add)();
    // An option given twice, as after a shell alias that names a default: the last one counts.
    for (CLI::App* each : app.get_subcommands([](CLI::App*) { return true; }))
        for (CLI::Option* option : each->get_options())
            if (takes_value(*option) && option->get_items_expected_max() == 1)
                option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    for (CLI::App* each :
         app.get_subcommands([](CLI::App* listed) { return !listed->get_group().empty(); }))
        each->footer(examples_text(each->get_name()) +
                     (each->get_name() == "search" ? language : ""));
}

bool takes_value(const CLI::Option& option) {
    return option.get_type_size() > 0 && option.get_expected_max() > 0;
}

void CommandLine::add_index_command() {
    CLI::App& index =
        add_command("index", "Bring the index up to date; only what changed is read", index_);
    index
        .add_option(
            "dir", places,
            "Folder of the notes (else as for search, else the working directory); or notes, "
            "of which only these are compared")
        ->type_name("DIR|FILE");
    index.add_flag("--full", index_.full, "Build anew beside the old index, then swap");
    index.add_flag("--dry-run", index_.dry_run, "Say what would be done, change nothing");
    index.add_flag("--strict", index_.strict,
                   "Fail (exit 1) when anything is wrong with any note, as assay check does");
    index.add_option("--jobs", index_.jobs, "Threads of a full build (one per core)")
        ->type_name("N")
        ->check(CLI::Range(1U, 256U).description(""));
    index
        .add_option("--wait", wait_seconds,
                    "Longest time to wait for another run that writes the index (5)")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 86400.0).description(""));
    add_corpus_options(index, index_);
}

void CommandLine::add_watch_command() {
    CLI::App& watch = add_command(
        "watch", "Keep the index up to date until interrupted: one line for each change", watch_);
    watch.add_option("dir", watch_.corpus, "Folder of the notes (else as for index)")
        ->type_name("DIR");
    watch.add_flag("--full", watch_.full, "Begin by building the index anew");
    watch
        .add_option("--poll", poll_seconds,
                    "Check for changes this often, instead of being notified of them")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.01, 86400.0).description(""));
    add_corpus_options(watch, watch_);
}

void CommandLine::add_serve_command() {
    CLI::App& serve = add_command(
        "serve", "Show the notes as a page in the browser, on this machine, until interrupted",
        serve_);
    serve.add_option("dir", serve_.corpus, "Folder of the notes (else as for index)")
        ->type_name("DIR");
    serve.add_option("--port", serve_.port, "Port of the page (4173); 0 = any that is free")
        ->type_name("N")
        ->check(CLI::Range(0U, 65535U).description(""));
    serve
        .add_option("--listen", serve_.addresses,
                    "Listen on this address instead, so that other machines can ask (repeat for "
                    "more)")
        ->type_name("ADDRESS")
        ->allow_extra_args(false);
    serve.add_flag("--open", serve_.open, "Open the page in the browser");
    serve.add_flag("--read-only", serve_.read_only, "Do not offer to open notes in the editor");
    add_corpus_options(serve, serve_);
}

void CommandLine::add_filter_options(CLI::App& command, query::SearchRequest& request) {
    command.add_option("query", query, "What to look for; nothing = every note")
        ->type_name("QUERY");
    command
        .add_option("-t,--tag", request.tags,
                    "Only notes with this tag, or one below it (repeat for more)")
        ->type_name("TAG")
        ->allow_extra_args(false);
    command.add_option("-T,--not-tag", request.not_tags, "No notes with this tag")
        ->type_name("TAG")
        ->allow_extra_args(false);
    command
        .add_option("--in", request.paths,
                    "Only notes in this folder, or whose path matches this glob (repeat for any of "
                    "several)")
        ->type_name("PATH")
        ->allow_extra_args(false);
    command
        .add_option("--after", request.after,
                    "Only notes created in this year, month or day, or later; also 7d, yesterday, "
                    "last-month")
        ->type_name("DATE");
    command
        .add_option("--before", request.before, "Only notes created before this year, month or day")
        ->type_name("DATE");
}

void CommandLine::add_query_options(CLI::App& command, query::SearchRequest& request,
                                    SharedOptions& options) {
    add_filter_options(command, request);
    command.add_flag_callback(
        "--no-correct", [this] { correct = false; },
        "Do not replace a word that occurs nowhere by its nearest spelling");
    command.add_flag_callback(
        "-i,--ignore-case", [] {}, "Accepted for habit: case never counts");
    add_refresh_option(command, options);
    add_corpus_options(command, options);
}

void CommandLine::add_order_options(CLI::App& search) {
    const auto take = [this](const std::string& given) {
        const auto habit = std::find_if(order_habits.begin(), order_habits.end(),
                                        [&](const OrderHabit& each) { return each.name == given; });
        search_.request.sort =
            habit != order_habits.end() ? habit->meant : one_of(orders, given, "--sort");
        sort_is_reversed = habit != order_habits.end() && habit->reversed;
    };
    search
        .add_option_function<std::string>(
            "-s,--sort", take,
            "Best first, or newest, last changed (modified: the file), A to Z, longest")
        ->type_name(names_of(orders, "|"));
    search.add_flag("-r,--reverse", reverse,
                    "Reverse the order; of the best hits, the best comes last");
}

void CommandLine::add_context_options(CLI::App& search) {
    query::ContextLines& context = search_.request.context;
    const auto lines = [&search](const char* names,
                                 const std::function<void(const std::size_t&)>& take,
                                 const char* description) {
        search.add_option_function<std::size_t>(names, take, description)
            ->type_name("N")
            ->check(CLI::Range(std::size_t{0}, text::max_context_lines).description(""));
    };
    lines(
        "-C,--context", [&context](std::size_t count) { context.before = context.after = count; },
        "Also this many lines of the note before and after each passage");
    lines(
        "-A,--after-context", [&context](std::size_t count) { context.after = count; },
        "Only after it");
    lines(
        "-B,--before-context", [&context](std::size_t count) { context.before = count; },
        "Only before it");
}

void CommandLine::add_offset_option(CLI::App& command, query::SearchRequest& request) {
    command.add_option("--offset", request.offset, "Hits to leave out before the first (0)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{0}, text::max_option_value).description(""));
}

void CommandLine::add_passages_option(CLI::App& command) {
    command.add_option("--passages", passages, "Most passages of a hit (1), or all")
        ->type_name("N|all");
}

void CommandLine::add_search_command() {
    CLI::App& search =
        add_command("search", "Find notes: the best first, with the passage that matched", search_);
    query::SearchRequest& request = search_.request;
    add_query_options(search, request, search_);
    add_limit_option(search, request.limit, search_.limit_given,
                     "Most hits to show, or all (10; with -l and -0: all)");
    add_offset_option(search, request);
    add_order_options(search);
    search.add_flag("--plain", request.plain,
                    "Take QUERY as plain text, and look for any of its words");
    search.add_flag_callback(
        "--correct", [this] { correct = true; },
        "Correct words that occur nowhere for -l, -c and -q too");
    search.add_flag("--all-words", all_words,
                    "Only notes with all the words, even if they are few");
    search.add_flag("--relax", relax, "Also notes with most of the words, for -l, -c and -q too");
    search.add_flag("--as-you-type", request.unfinished,
                    "The last word of QUERY may be incomplete, unless a blank follows it");
    search.add_flag("--explain", request.explain,
                    "Show what each word matches, and what it adds to each score");
    add_passages_option(search);
    add_context_options(search);
    search
        .add_option("--facets", search_.facets,
                    "What to count over all matching notes: names with commas between, all or none")
        ->type_name("LIST");
    search.add_flag("--jsonl", search_.json_lines, "One JSON object per line, for each hit");
    search.add_flag("-l,--paths", search_.paths_only, "Print paths only");
    search.add_flag("-0,--null", search_.zero_separated,
                    "Print paths only, each with a zero byte at its end");
    search.add_flag("-c,--count", search_.count_only, "Print the number of matching notes only");
    search.add_flag("-q,--quiet", search_.quiet,
                    "Print nothing; the exit code says whether a note matches");
    add_screen_options(search, search_);
    add_pager_option(search, search_);
    add_offsets_option(search, search_);
    add_text_options(search, request);
    add_template_option(search, search_.line_template);
}

void CommandLine::add_tags_command() {
    CLI::App& tags = add_command(
        "tags",
        "The tags as a tree, with how many notes have each: of all notes, or of those that match",
        tags_);
    add_query_options(tags, tags_.request, tags_);
    add_pager_option(tags, tags_);
    tags.add_option("--depth", tags_.depth,
                    "Only tags with at most this many parts; they include the tags below them")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, text::max_option_value).description(""));
    const auto take_order = [this](const std::string& given) {
        tags_.order = one_of(tag_orders, given, "--sort");
    };
    tags.add_option_function<std::string>("--sort", take_order,
                                          "Most notes first, or A to Z (what a terminal shows)")
        ->type_name(names_of(tag_orders, "|"));
}

void CommandLine::add_export_command() {
    CLI::App& exported = add_command(
        "export",
        "Every note, or those that match, as one JSON object per line: text, headings and front "
        "matter",
        export_);
    add_filter_options(exported, export_.request);
    add_refresh_option(exported, export_);
    add_corpus_options(exported, export_);
}

void CommandLine::add_kwic_command() {
    CLI::App& kwic = add_command(
        "kwic", "Every occurrence of QUERY, one per line, with the text around it", kwic_);
    add_query_options(kwic, kwic_.request, kwic_);
    add_limit_option(kwic, kwic_.most_lines, kwic_.limit_given, "Most lines to show (100000)");
    kwic.add_option("--width", kwic_.context,
                    "Characters on either side (40; on a terminal, what fits)")
        ->type_name("N")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000}).description(""));
    add_template_option(kwic, kwic_.line_template);
    add_offsets_option(kwic, kwic_);
    add_choice(kwic, "-s,--sort", kwic_.order, kwic_orders,
               "Newest note first, by the words before or after, or by path");
    add_screen_options(kwic, kwic_);
    add_pager_option(kwic, kwic_);
}

void CommandLine::add_show_command() {
    CLI::App& show = add_command("show", "A note as it was written, or one of its sections", show_);
    show.add_option("note", note,
                    "A path in the corpus, the end of one, or a title; #anchor shows one section, "
                    ":LINE opens the note there")
        ->type_name("NOTE")
        ->required();
    show.add_option("--mark", show_.mark, "Mark what this query finds, and begin there")
        ->type_name("QUERY");
    show.add_flag("--text", show_.plain_text, "The plain text, without Markdown");
    show.add_flag("--outline", show_.outline, "Only the headings, with their lines");
    show.add_option("--lines", show_.lines, "Only these lines of the file: 10:40, 10:, :40 or 10")
        ->type_name("FROM:TO");
    add_screen_options(show, show_);
    add_pager_option(show, show_);
    add_offsets_option(show, show_);
    add_refresh_option(show, show_);
    add_corpus_options(show, show_);
}

void CommandLine::add_related_command() {
    CLI::App& related = add_command("related", "Notes like this one", related_);
    related.add_option("note", note, "As for show")->type_name("NOTE")->required();
    add_limit_option(related, related_.request.limit, related_.limit_given,
                     "Most hits to show, or all (10)");
    add_offset_option(related, related_.request);
    add_passages_option(related);
    related.add_flag("--explain", related_.request.explain,
                     "Show which words and tags they share, and what these add to each score");
    add_screen_options(related, related_);
    add_pager_option(related, related_);
    add_offsets_option(related, related_);
    add_text_options(related, related_.request);
    add_template_option(related, related_.line_template);
    add_refresh_option(related, related_);
    add_corpus_options(related, related_);
}

void CommandLine::add_open_command() {
    CLI::App& open = add_command("open", "Open a note in your editor, at the line", open_);
    open.add_option(
            "note", note,
            "As for show, also with :LINE; or the number of a hit of the last search on a terminal")
        ->type_name("NOTE|RANK")
        ->required();
    open.add_flag("--dry-run", open_.dry_run, "Print the editor's command, do not run it");
    add_refresh_option(open, open_);
    add_corpus_options(open, open_);
}

void CommandLine::add_stats_command() {
    CLI::App& stats = add_command("stats", "Size of the corpus and of its index", stats_);
    add_pager_option(stats, stats_);
    add_refresh_option(stats, stats_);
    add_corpus_options(stats, stats_);
}

void CommandLine::add_check_command() {
    CLI::App& check = add_command(
        "check", "Everything that is wrong with the notes, by kind; exit 1 if there is anything",
        check_);
    check
        .add_option("dir", check_.corpus,
                    "Folder of the notes, indexed or not (else as for search)")
        ->type_name("DIR");
    add_pager_option(check, check_);
    add_corpus_options(check, check_);
}

void CommandLine::add_corpora_command() {
    CLI::App& corpora = add_command("corpora",
                                    "Every folder that is indexed: notes, size and age of its "
                                    "index; * = the one that a search here uses",
                                    corpora_);
    add_color_option(corpora, corpora_);
    add_json_option(corpora, corpora_);
}

void CommandLine::add_queries_command() {
    CLI::App& queries = add_command("queries",
                                    "The saved queries of the configuration, each with its number "
                                    "of notes; @name in a query is one",
                                    queries_);
    add_color_option(queries, queries_);
    add_refresh_option(queries, queries_);
    add_corpus_options(queries, queries_);
}

void CommandLine::add_forget_command() {
    CLI::App& forget =
        add_command("forget", "Remove the index of a corpus; its notes stay as they are", forget_);
    forget
        .add_option(
            "corpus", forget_.forgotten,
            "Its folder, which may be gone; or the last part of it, or of the folder of its index")
        ->type_name("DIR|NAME")
        ->required();
    forget.add_flag("--dry-run", forget_.dry_run, "Say what would be removed, remove nothing");
    add_json_option(forget, forget_);
}

void CommandLine::add_pick_command() {
    CLI::App& pick = add_command(
        "pick", "Search while you type, read beside it, and open the note you choose", pick_);
    pick.add_option("query", query, "What to begin with; nothing = every note")->type_name("QUERY");
    add_color_option(pick, pick_);
    add_refresh_option(pick, pick_);
    add_place_options(pick, pick_);
}

void CommandLine::add_mcp_command() {
    CLI::App& mcp = add_command("mcp",
                                "Answer an agent over standard input and output (Model Context "
                                "Protocol): search, read, tags, related; nothing is changed",
                                mcp_);
    add_place_options(mcp, mcp_);
}

void CommandLine::add_schema_command() {
    CLI::App& schema =
        add_command("schema", "Print the JSON Schema of a command's output", schema_);
    schema.add_option("name", schema_.name, "Which; nothing = list them")
        ->type_name(names_of(json_schemas()));
    add_json_option(schema, schema_);
}

void CommandLine::add_help_command() {
    CLI::App& help =
        add_command("help", "Print the options of a command, or a page of the manual", help_);
    help.add_option("topic", help_.topic, "Which; nothing = list them")
        ->type_name(names_of(manual_pages()) + "|COMMAND");
    add_pager_option(help, help_);
    add_json_option(help, help_);
}

void CommandLine::add_completions_command() {
    CLI::App& completions = add_command(
        "completions", "Print a script that completes commands, options, tags and notes in a shell",
        completions_);
    completions.add_option("shell", completions_.shell, "Which")
        ->type_name(names_of(completion_scripts()))
        ->required();
    add_json_option(completions, completions_);
}

void CommandLine::add_complete_command() {
    CLI::App& complete =
        add_command("__complete", "For the scripts of assay completions", complete_);
    complete.group("");
    complete.add_flag("--line", complete_.whole_line,
                      "WORDS is one word: the command line up to the cursor, as it was typed");
    complete.add_option(
        "words", complete_.words,
        "The words up to the cursor, without assay; the last one is to be completed");
}

}  // namespace assay::cli
