// The commands and their options, as the parser and the completion see them. Internal to
// cli/options. The only user of CLI11, with its helpers.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/options.h"

namespace assay::cli {

/// The commands with their options. Parsing fills the options of one command and sets `chosen`.
struct CommandLine {
    /// Has the options of `command` alone, because building those of every command takes as long as
    /// matching a query. If it is not the name of a command, or is help, which shows all commands,
    /// it has those of every command.
    explicit CommandLine(std::string_view command = {});
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    CLI::App app;
    std::optional<CommandOptions> chosen;

    // As given; parse_options() turns them into the options of the command.
    std::vector<std::string> query, note, places;
    bool reverse = false, sort_is_reversed = false;  // --reverse; --sort oldest
    std::optional<bool> correct;                     // --correct, --no-correct
    bool all_words = false, relax = false;
    std::string passages = "1";
    double wait_seconds = 5, poll_seconds = 0;

private:
    void add_index_command();
    void add_watch_command();
    void add_serve_command();
    void add_search_command();
    void add_tags_command();
    void add_export_command();
    void add_kwic_command();
    void add_show_command();
    void add_related_command();
    void add_open_command();
    void add_pick_command();
    void add_mcp_command();
    void add_stats_command();
    void add_check_command();
    void add_corpora_command();
    void add_queries_command();
    void add_forget_command();
    void add_schema_command();
    void add_help_command();
    void add_completions_command();
    void add_complete_command();
    void add_filter_options(CLI::App& command, query::SearchRequest& request);
    void add_query_options(CLI::App& command, query::SearchRequest& request,
                           SharedOptions& options);
    void add_order_options(CLI::App& search);
    void add_context_options(CLI::App& search);
    void add_offset_option(CLI::App& command, query::SearchRequest& request);
    void add_passages_option(CLI::App& command);

    /// A subcommand that chooses `options`.
    template <class Options>
    CLI::App& add_command(const std::string& name, const std::string& description,
                          Options& options) {
        CLI::App& command = *app.add_subcommand(name, description);
        command.callback([this, &options] { chosen = options; });
        return command;
    }

    IndexOptions index_;
    WatchOptions watch_;
    ServeOptions serve_;
    SearchOptions search_;
    TagsOptions tags_;
    KwicOptions kwic_;
    ExportOptions export_;
    ShowOptions show_;
    RelatedOptions related_;
    OpenOptions open_;
    PickOptions pick_;
    McpOptions mcp_;
    StatsOptions stats_;
    CheckOptions check_;
    QueriesOptions queries_;
    CorporaOptions corpora_;
    ForgetOptions forget_;
    SchemaOptions schema_;
    CompletionsOptions completions_;
    HelpOptions help_;
    CompleteOptions complete_;
};

/// True for an option that takes a value, false for a flag.
bool takes_value(const CLI::Option& option);

/// `args` as CLI11 takes them: last word first, and negated words marked so that it does not see
/// options in them. In "search commons -tragedy -t -x" that is -tragedy; -x is the value of an
/// option. `app`: of a CommandLine.
std::vector<std::string> protected_reversed(const CLI::App& app, std::vector<std::string> args);

/// A word of protected_reversed() as it was given.
std::string restored(std::string word);

}  // namespace assay::cli
