// Words of a query that name a folder: "assay search python some/dir", as other programs take it.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "cli/options/options.h"

namespace assay::cli {

/// If the last words of the query are files or folders of the corpus at `root`, seen from the
/// working directory: the same command line with --in before them, ready to be copied. A word
/// without a '/' counts only if no note has it, which `occurs` tells.
std::optional<std::string> meant_place(const SearchOptions& options,
                                       const std::filesystem::path& root,
                                       const std::function<bool(const std::string& word)>& occurs);

}  // namespace assay::cli
