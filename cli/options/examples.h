// Examples of each command, for its --help and for assay help COMMAND.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace assay::cli {

struct Example {
    std::string_view command, line,
        meaning;  // "search", "assay search rain", "the notes about rain"
};

/// Two to five of each command that --help lists.
std::span<const Example> examples();

/// "Examples:" and one line for each example of `command`, at most 80 columns wide. An empty
/// `command` has examples of several commands.
std::string examples_text(std::string_view command);

}  // namespace assay::cli
