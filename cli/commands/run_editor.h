// Runs the editor of the user.
#pragma once

#include <string>
#include <vector>

namespace assay::cli {

/// Runs `command` (editor_command) and waits for it. With `apart` the editor writes to the
/// terminal, not into the answer that a script reads. Throws Failure(usage) if it cannot run, or
/// fails.
void run_editor(const std::vector<std::string>& command, bool apart);

}  // namespace assay::cli
