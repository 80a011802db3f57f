// Turns an exception that reached the outermost handler into an Error.
#pragma once

#include "indexer/text/error.h"

namespace assay::schema {

/// Returns the current exception as an Error: a Failure as its own error, a refusal of the system
/// as io, anything else as bug. Call it in a catch block.
Error caught_error();

}  // namespace assay::schema
