// Prints a concordance as lines of text.
#pragma once

#include <iosfwd>

#include "cli/terminal/terminal.h"
#include "query/concordance.h"

namespace assay::cli {

/// On a terminal, the matches are in one column, with the date on the left, the place on the right,
/// and at most `context` columns on either side; no line is wider than style.width. Otherwise a
/// line is "path:line:column<TAB>date<TAB>left<TAB>match<TAB>right".
void print_concordance(std::ostream& out, const query::Concordance& concordance,
                       const TextStyle& style, std::size_t context);

}  // namespace assay::cli
