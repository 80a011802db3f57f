// One function a command: Options in, output and exit code out. They throw Failure for what is
// wrong; run() turns it into words.
#pragma once

#include <iosfwd>

#include "cli/options/options.h"

namespace assay {

int index_command(const Options& options, std::ostream& out, std::ostream& err);
int search_command(const Options& options, std::ostream& out, std::ostream& err);
int related_command(const Options& options, std::ostream& out, std::ostream& err);
int tags_command(const Options& options, std::ostream& out, std::ostream& err);
int stats_command(const Options& options, std::ostream& out, std::ostream& err);
int check_command(const Options& options, std::ostream& out, std::ostream& err);
int watch_command(const Options& options, std::ostream& out, std::ostream& err);
int texts_command(const Options& options, std::ostream& out);  // schema, completions
int help_command(const Options& options, std::ostream& out);
int complete_command(const Options& options, std::ostream& out);  // what may come next, for a shell
int show_command(const Options& options, std::ostream& out, std::ostream& err);
int open_command(const Options& options, std::ostream& out, std::ostream& err);
int export_command(const Options& options, std::ostream& out, std::ostream& err);
int corpora_command(const Options& options, std::ostream& out, std::ostream& err);
int forget_command(const Options& options, std::ostream& out);
int queries_command(const Options& options, std::ostream& out, std::ostream& err);
int kwic_command(const Options& options, std::ostream& out, std::ostream& err);

/// For whoever types assay and nothing else.
void print_introduction(std::ostream& err);

}  // namespace assay
