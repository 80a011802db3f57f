// The script and the style sheet, which are in the program.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/serve/http.h"

namespace assay::cli {

/// The addresses of both have a hash of their content, so that a browser may keep them for good.
std::string style_address();
std::string script_address();

/// The asset at `path`; 304 if the request has it already. nullopt if there is none.
std::optional<HttpResponse> answer_asset(std::string_view path, const HttpRequest& request);

}  // namespace assay::cli
