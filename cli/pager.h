// Long answers on a terminal, a screen at a time.
#pragma once

#include <iosfwd>
#include <string>

#include "cli/terminal.h"

namespace assay {

/// `text` goes to `out`; on a terminal on which it does not fit, through the pager instead: `configured` (the user's own configuration),
/// else $ASSAY_PAGER, else $PAGER, else less -R. An empty variable or "cat" means none.
void show_paged(std::ostream& out, const std::string& text, const TextStyle& style, const std::string& configured);

}  // namespace assay
