// The program without its process: arguments in, streams and exit code out.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace assay {

/// `args` without the program's name. Catches everything: what is wrong goes to `err`, as JSON when
/// the command was asked for it.
int run(const std::vector<std::string>& args, std::ostream& out, std::ostream& err);

/// The exit code when the answer of `args`, which ended with `code`, could not be written for the
/// reason `error` (an errno); says so to `err`.
int unwritten(const std::vector<std::string>& args, int code, int error, std::ostream& err);

}  // namespace assay
