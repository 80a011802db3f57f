// How --help looks: at most 80 columns wide. Internal to cli/options.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

namespace assay::cli {

std::shared_ptr<CLI::FormatterBase> help_format();

}  // namespace assay::cli
