// How the notes of a corpus are shown on this stdout.
#pragma once

#include <filesystem>
#include <string>

#include "cli/options/options.h"
#include "cli/terminal/terminal.h"

namespace assay {

/// The same for notes of the corpus at `root`: paths as they lead there from the working directory;
/// links as --hyperlink says, else `configured` (the user's own configuration), else to the file,
/// only on a terminal, and not with TERM=dumb.
TextStyle detect_style(const Options& options, const std::string& configured,
                       const std::filesystem::path& root);

}  // namespace assay
