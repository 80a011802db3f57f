// What was typed -> options.
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "cli/options/options.h"

namespace assay {

/// nullopt when there is nothing more to do: help or version went to `out`. Throws Failure(usage).
std::optional<Options> parse_options(const std::vector<std::string>& args, std::ostream& out);

}  // namespace assay
