// Long answers on a terminal, a screen at a time.
#pragma once

#include <iosfwd>
#include <string>

#include "cli/terminal/terminal.h"

namespace assay {

struct PagerChoice {
    std::string configured;    // pager: of the user's own configuration; empty = none
    bool refused = false;      // --no-pager
    std::string less_start{};  // where less begins, if it is that (less_start.h)
};

/// `text` goes to `out`; on a terminal that is less tall, long lines folded, through the pager
/// instead: `choice.configured`, else $ASSAY_PAGER, else $PAGER, else less -FRX. An empty variable
/// or "cat" means none.
void show_paged(std::ostream& out, const std::string& text, const TextStyle& style,
                const PagerChoice& choice);

/// The same with `remarks` on the answer, which go to `err`; in the pager they stand before it,
/// where they are seen.
void show_paged(std::ostream& out, std::ostream& err, const std::string& text,
                const std::string& remarks, const TextStyle& style, const PagerChoice& choice);

}  // namespace assay
