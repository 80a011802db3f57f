// An exception that reached the outermost handler, in words.
#pragma once

#include "indexer/text/error.h"

namespace assay {

/// The exception in flight, for the outermost handler: a Failure as its error, what the machine
/// refused as io, anything else as bug. Call it in a catch block.
Error caught_error();

}  // namespace assay
