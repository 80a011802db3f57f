// The options of the commands about single notes: show, open, kwic. Internal to the parser (options.cpp).
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"

namespace CLI {
class App;
}

namespace assay {

/// What was typed, before it is joined to Options::note.
struct NoteWords {
    std::vector<std::string> words;
};

void add_show_options(CLI::App& show, Options& options, NoteWords& note);
void add_open_options(CLI::App& open, Options& options, NoteWords& note);
void add_kwic_options(CLI::App& kwic, Options& options);

}  // namespace assay
