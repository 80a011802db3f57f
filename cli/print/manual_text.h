// A page of the manual as text, so that `assay help` does not need man.
#pragma once

#include <string>
#include <string_view>

#include "cli/terminal/terminal.h"

namespace assay::cli {

/// Formats `page`, which is man(7). Knows only what our pages use: TH SH SS PP TP IP RS RE EX EE
/// br, the fonts B I BR RB IR RI BI IB, and \f \- \e \& \(xx. Uses bold and underline if
/// style.color is set, wraps to style.width, and leaves out header and footer.
std::string manual_text(std::string_view page, const TextStyle& style);

}  // namespace assay::cli
