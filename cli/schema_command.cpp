#include <ostream>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_schemas.h"
#include "indexer/schema/error.h"

namespace assay {

int schema_command(const Options& options, std::ostream& out) {
    std::string names;
    for (const JsonSchema& schema : json_schemas()) {
        if (options.schema_name.empty()) out << schema.name << '\n';
        if (schema.name == options.schema_name) {
            out << schema.text;
            return exit_ok;
        }
        names.append(names.empty() ? "" : ", ").append(schema.name);
    }
    if (options.schema_name.empty()) return exit_ok;
    throw Failure({ErrorKind::usage, "there is no schema \"" + options.schema_name + "\"", {}, "there are " + names});
}

}  // namespace assay
