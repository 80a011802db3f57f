// What each command is typed like, for its --help and for assay help COMMAND.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace assay {

struct Example {
    std::string_view command, line,
        meaning;  // "search", "assay search rain", "the notes about rain"
};

/// Of every command that is listed, two to five.
std::span<const Example> examples();

/// "Examples:" and a line each, at most 80 columns wide; an empty `command` is for a few of several
/// commands.
std::string examples_text(std::string_view command);

}  // namespace assay
