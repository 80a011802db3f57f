// A page of the manual as text, so that `assay help` needs no man on the machine.
#pragma once

#include <string>
#include <string_view>

#include "cli/terminal/terminal.h"

namespace assay {

/// `page` is man(7), of which our pages use: TH SH SS PP TP IP RS RE EX EE br, the fonts B I BR RB
/// IR RI BI IB, and \f \- \e \& \(xx. Bold and underlined with style.color, wrapped to style.width,
/// without the running head and foot.
std::string manual_text(std::string_view page, const TextStyle& style);

}  // namespace assay
