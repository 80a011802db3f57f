// The files of cli/serve/assets/, as they were when the program was built.
#pragma once

#include <string_view>

namespace assay::cli {

std::string_view style_sheet();
std::string_view script();

}  // namespace assay::cli
