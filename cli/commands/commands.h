// Runs a command: its options in, output and exit code out. Each is in a file of its own. Throws
// Failure for what is wrong; run() turns it into words.
#pragma once

#include <iosfwd>

#include "cli/options/options.h"

namespace assay::cli {

int run_command(const IndexOptions& options, std::ostream& out, std::ostream& err);
int run_command(const WatchOptions& options, std::ostream& out, std::ostream& err);
int run_command(const ServeOptions& options, std::ostream& out, std::ostream& err);
int run_command(const SearchOptions& options, std::ostream& out, std::ostream& err);
int run_command(const TagsOptions& options, std::ostream& out, std::ostream& err);
int run_command(const KwicOptions& options, std::ostream& out, std::ostream& err);
int run_command(const ExportOptions& options, std::ostream& out, std::ostream& err);
int run_command(const ShowOptions& options, std::ostream& out, std::ostream& err);
int run_command(const RelatedOptions& options, std::ostream& out, std::ostream& err);
int run_command(const OpenOptions& options, std::ostream& out, std::ostream& err);
int run_command(const PickOptions& options, std::ostream& out, std::ostream& err);
int run_command(const McpOptions& options, std::ostream& out, std::ostream& err);
int run_command(const StatsOptions& options, std::ostream& out, std::ostream& err);
int run_command(const CheckOptions& options, std::ostream& out, std::ostream& err);
int run_command(const QueriesOptions& options, std::ostream& out, std::ostream& err);
int run_command(const CorporaOptions& options, std::ostream& out, std::ostream& err);
int run_command(const ForgetOptions& options, std::ostream& out, std::ostream& err);
int run_command(const SchemaOptions& options, std::ostream& out, std::ostream& err);
int run_command(const CompletionsOptions& options, std::ostream& out, std::ostream& err);
int run_command(const HelpOptions& options, std::ostream& out, std::ostream& err);
int run_command(const CompleteOptions& options, std::ostream& out, std::ostream& err);

/// For somebody who runs assay without arguments.
void print_introduction(std::ostream& err);

}  // namespace assay::cli
