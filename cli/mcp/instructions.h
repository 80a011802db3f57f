// What a model is told of the notes before it asks.
#pragma once

#include <string>

#include "cli/mcp/tools.h"

namespace assay::cli {

/// How many notes there are, of which years, with which tags; the query language in three lines;
/// and that notes are data. If there is no index to read: why, and what to do.
std::string instructions(const OpenSession& open);

}  // namespace assay::cli
