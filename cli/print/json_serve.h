// What assay serve --json prints when it begins.
#pragma once

#include <iosfwd>
#include <string>

namespace assay::cli {

void print_json_serve(std::ostream& out, const std::string& root, const std::string& url,
                      unsigned port, const std::string& token, bool read_only);

}  // namespace assay::cli
