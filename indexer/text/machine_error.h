// Errors for what the system refuses: a failed system call, or memory.
#pragma once

#include <string>

#include "indexer/text/error.h"

namespace assay::text {

/// Returns an Error of kind io. Its message is `what` ("cannot read a.md") and the reason for
/// `error`, a number of errno(3). Some reasons have their own hint (open files, memory, space, a
/// failing disk); for all others, the hint is `hint`.
Error machine_error(const std::string& what, int error, std::string hint = {});

/// True if this process cannot allocate another 64 MiB. Distinguishes a machine that is out of
/// memory from a damaged index that asks for an absurd amount.
bool memory_is_short();

/// Returns the Error of kind io for a machine that is out of memory.
Error out_of_memory();

}  // namespace assay::text
