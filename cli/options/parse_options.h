// The arguments of the program to the options of one command.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/options/options.h"

namespace assay::cli {

/// `args`: without the name of the program. nullopt when there is nothing more to do: help or the
/// version went to `out`. Throws Failure(usage).
std::optional<CommandOptions> parse_options(const std::vector<std::string>& args,
                                            std::ostream& out);

}  // namespace assay::cli
