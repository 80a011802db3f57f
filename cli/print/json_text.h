// JSON values as text.
#pragma once

#include <iosfwd>
#include <nlohmann/json.hpp>

namespace assay::cli {

using Json = nlohmann::ordered_json;

/// Prints `json` and a line end. `indent`: blanks for each level; -1 prints one line. Prints valid
/// UTF-8: other bytes, which the name of a file may have, become U+FFFD. Characters that a
/// terminal, a line reader or a web page would act on are escaped.
void print_json_value(std::ostream& out, const Json& json, int indent);

}  // namespace assay::cli
