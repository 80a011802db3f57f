// Runs another program. Its arguments are a list; no shell is involved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::cli {

/// Where the program writes. `shared`: to the stdout of this process. `terminal`: to the terminal,
/// or to stderr if there is none, so that its output does not mix with the answer.
enum class ProgramOutput : std::uint8_t { shared, terminal };

/// Runs words[0], looked up in $PATH, with the rest as arguments, and waits for it. This process
/// ignores ^C meanwhile. `input` becomes its standard input; the program need not read all of it.
/// `variables` (NAME=value) are set unless the environment has them. Returns the exit code of the
/// program, 128 + n if signal n ended it, or nullopt if there is no such program or it cannot run.
std::optional<int> run_program(const std::vector<std::string>& words,
                               const std::string* input = nullptr,
                               const std::vector<std::string>& variables = {},
                               ProgramOutput output = ProgramOutput::shared);

}  // namespace assay::cli
