// Running another program: its arguments are a list, no shell ever sees them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay {

/// Where a program writes: as this one, or to the terminal, or without one to stderr, so that
/// nothing comes between an answer.
enum class ProgramOutput : std::uint8_t { shared, terminal };

/// Runs words[0], looked up in $PATH, with the rest as arguments, and waits for it; ^C is for the
/// program meanwhile. `input` becomes its standard input; a program that does not read it to its
/// end is no error. `variables` (NAME=value) are set for it where it has none. Returns its exit
/// code, 128 + n when signal n ended it, nullopt when there is no such program or it cannot be run.
std::optional<int> run_program(const std::vector<std::string>& words,
                               const std::string* input = nullptr,
                               const std::vector<std::string>& variables = {},
                               ProgramOutput output = ProgramOutput::shared);

}  // namespace assay
