// Shows long answers on a terminal through a pager.
#pragma once

#include <iosfwd>
#include <string>

#include "cli/terminal/terminal.h"

namespace assay::cli {

struct PagerChoice {
    std::string configured;    // `pager` of the user's own configuration; empty = not set
    bool refused = false;      // --no-pager
    std::string less_start{};  // an argument for less (less_start.h)
};

/// Writes `text` to `out`. If stdout is a terminal and `text`, with long lines folded, does not fit
/// on it, runs the pager instead: `choice.configured`, else $ASSAY_PAGER, else $PAGER, else
/// less -FRX. An empty variable or "cat" means no pager.
void show_paged(std::ostream& out, const std::string& text, const TextStyle& style,
                const PagerChoice& choice);

/// The same with `remarks` about the answer. They go to `err`, or to the pager before the answer.
void show_paged(std::ostream& out, std::ostream& err, const std::string& text,
                const std::string& remarks, const TextStyle& style, const PagerChoice& choice);

}  // namespace assay::cli
