#include "cli/print/json_serve.h"

#include "cli/print/json_parts.h"

namespace assay::cli {

void print_json_serve(std::ostream& out, const std::string& root, const std::string& url,
                      unsigned port, const std::string& token, bool read_only) {
    Json json = json_object("serve");
    json.update(
        {{"root", root}, {"url", url}, {"port", port}, {"token", token}, {"read_only", read_only}});
    print_json_value(out, json, -1);
}

}  // namespace assay::cli
