// The commands and their options, as the parser and the completion see them. Internal to the parser
// (options.cpp).
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "cli/options/options.h"

namespace assay {

/// Everything that can be typed, and where it goes. What has to be joined or converted first is
/// kept as it was typed.
struct CommandLine {
    CommandLine();
    CommandLine(const CommandLine&) = delete;
    CommandLine& operator=(const CommandLine&) = delete;

    CLI::App app;
    Options options;
    std::vector<std::string> query, note;
    bool reverse = false, sort_is_reversed = false;  // --reverse; --sort oldest
    std::string passages = "1";
    double wait_seconds = 5, poll_seconds = 0;

private:
    void add_index_commands();
    void add_query_commands();
    void add_note_commands();
    void add_corpus_commands();
    void add_help_commands();
    void add_filter_options(CLI::App& command);
    void add_query_options(CLI::App& command);
    void add_order_options(CLI::App& search);
    void add_context_options(CLI::App& search);
};

bool takes_value(const CLI::Option& option);

/// "search commons -tragedy -t -x" as CLI11 has to see it (negations are protected, values of
/// options are not), last word first; restored() gives a word back. `app`: of a CommandLine.
std::vector<std::string> protected_reversed(const CLI::App& app, std::vector<std::string> args);
std::string restored(std::string word);

}  // namespace assay
