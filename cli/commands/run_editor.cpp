#include "cli/commands/run_editor.h"

#include <optional>

#include "cli/terminal/process.h"
#include "indexer/config.h"
#include "indexer/text/error.h"

namespace assay::cli {

void run_editor(const std::vector<std::string>& command, bool apart) {
    const std::optional<int> ended =
        run_program(command, nullptr, {}, apart ? ProgramOutput::terminal : ProgramOutput::shared);
    if (!ended)
        throw Failure(
            usage_error("cannot run the editor " + command.front(),
                        "set $EDITOR, or editor: in " + indexer::user_config_file().string()));
    if (*ended != 0)
        throw Failure(usage_error("the editor " + command.front() + " failed with exit code " +
                                  std::to_string(*ended)));
}

}  // namespace assay::cli
