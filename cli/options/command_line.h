// The commands and their options, as the parser and the completion see them. Internal to
// cli/options. The only user of CLI11, with its helpers.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/options/options.h"

namespace assay::cli {

/// Every command with its options. Parsing fills the options of one command and sets `chosen`.
struct CommandLine {
    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    CLI::App app;
    std::optional<CommandOptions> chosen;

    // As given; parse_options() turns them into the options of the command.
    std::vector<std::string> query, note;
    bool reverse = false, sort_is_reversed = false;  // --reverse; --sort oldest
    std::optional<bool> correct;                     // --correct, --no-correct
    bool all_words = false, relax = false;
    std::string passages = "1";
    double wait_seconds = 5, poll_seconds = 0;

private:
    void add_index_commands();
    void add_search_command();
    void add_query_commands();
    void add_note_commands();
    void add_corpus_commands();
    void add_help_commands();
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
    SearchOptions search_;
    TagsOptions tags_;
    KwicOptions kwic_;
    ExportOptions export_;
    ShowOptions show_;
    RelatedOptions related_;
    OpenOptions open_;
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
