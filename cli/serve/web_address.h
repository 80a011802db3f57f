// The target of a request, taken apart; and addresses of the page, put together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/text/error.h"

namespace assay::cli {

using Parameters = std::vector<std::pair<std::string, std::string>>;

struct WebAddress {
    std::string path;  // decoded, begins with '/'
    Parameters parameters;

    /// Returns the first value of a parameter; empty if it is not there.
    std::string_view value(std::string_view name) const;
    bool has(std::string_view name) const;
};

/// Reads "/note/a%20b.md?q=rain". Error(usage) for a path that is not one of the page: not
/// absolute, with an empty name (//), "." or "..", with a backslash or a control character, not
/// UTF-8, or with a broken escape; and for more than max_request_parameters. No name is ever opened
/// because it is in an address: notes and pictures are looked up in lists.
Result<WebAddress> read_address(std::string_view target);

/// Reads "q=rain+gardens&tag=city", as of a form. Errors as above.
Result<Parameters> read_parameters(std::string_view text);

/// True for an address outside the page that a reader may follow: http, https or mailto.
bool is_web_address(std::string_view target);

/// Returns `text` with everything but letters, digits and -._~ escaped; a path keeps its '/'.
std::string escaped_value(std::string_view text);
std::string escaped_path(std::string_view text);

/// Returns path?name=value&..., or only the path.
std::string written_address(std::string_view path, const Parameters& parameters);

}  // namespace assay::cli
