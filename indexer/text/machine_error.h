// What the machine refuses, in words: the number of a failed system call, or memory.
#pragma once

#include <string>

#include "indexer/text/error.h"

namespace assay {

/// An error of kind io: `what` ("cannot read a.md"), then the reason for `error`, a number of
/// errno(3). The hint is what mends that reason where only the reason tells (open files, memory,
/// space, a failing disk); for all others it is `hint`.
Error machine_error(const std::string& what, int error, std::string hint = {});

/// True when this process cannot get 64 MiB more. Tells a machine that is out of memory from a
/// damaged index that asks for an absurd amount.
bool memory_is_short();

/// The error of kind io for a machine that is out of memory.
Error out_of_memory();

}  // namespace assay
