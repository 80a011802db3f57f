// The program without its process: arguments in, streams and exit code out.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace assay::cli {

/// Runs the program and returns its exit code. `args`: without the program's name. Catches
/// everything; errors go to `err`, as JSON if the command was asked for it.
int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);

/// The exit code when the answer of `args` could not be written, for the reason `error` (an errno).
/// Reports that to `err` unless `code`, the exit code until then, is of a reported error.
int unwritten(const std::vector<std::string>& args, int code, int error, std::ostream& err);

}  // namespace assay::cli
