// How the notes of a corpus are shown on this stdout.
#pragma once

#include <filesystem>
#include <string>

#include "cli/options/options.h"
#include "cli/terminal/terminal.h"

namespace assay::cli {

/// The style of `options` on this stdout, for notes of the corpus at `root`. Paths lead there from
/// the working directory. Links are those of --hyperlink, else of `configured` (the user's own
/// configuration), else to the file; there are none off a terminal, and with TERM=dumb.
TextStyle detect_style(const SharedOptions& options, const std::string& configured,
                       const std::filesystem::path& root);

}  // namespace assay::cli
