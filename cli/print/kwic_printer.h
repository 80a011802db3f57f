// A concordance as lines of text.
#pragma once

#include <iosfwd>

#include "cli/terminal/terminal.h"
#include "query/concordance.h"

namespace assay {

/// On a terminal the matches stand below one another, date on the left, place on the right, no line
/// wider than style.width, with at most `context` columns on either side. Else
/// "path:line:column<TAB>date<TAB>left<TAB>match<TAB>right" a line.
void print_concordance(std::ostream& out, const Concordance& concordance, const TextStyle& style,
                       std::size_t context);

}  // namespace assay
