// Words of a query that name a folder: "assay search python some/dir", as other programs are told
// where to look.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "cli/options/options.h"

namespace assay {

/// The command line that was meant, ready to be copied, where the last words of the query are files
/// or folders of the corpus at `root`, seen from the working directory. A word without a '/' counts
/// only where `occurs` says that no note has it.
std::optional<std::string> meant_place(const Options& options, const std::filesystem::path& root,
                                       const std::function<bool(const std::string& word)>& occurs);

}  // namespace assay
