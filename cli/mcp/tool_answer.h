// What a tool answers: the same content for a program and for a reader, within a budget.
#pragma once

#include <cstddef>
#include <string>

#include "cli/mcp/protocol.h"
#include "indexer/text/error.h"

namespace assay::cli {

/// Bytes of a result that nobody asked to be longer, and of any result: both forms together, as
/// JSON, with the object around them.
inline constexpr std::size_t usual_result_bytes = 6'000, max_result_bytes = 40'000;

struct ToolAnswer {
    Json structured;      // null for a failure
    std::string text;     // lines
    bool failed = false;  // the model can read why, and try again
};

/// The result of tools/call.
Json result_of(const ToolAnswer& answer);

/// Bytes of that result as JSON, and of what the protocol adds to it.
std::size_t result_bytes(const ToolAnswer& answer);

/// `error` as a failed answer: message, column in the query, and hint.
ToolAnswer failed_answer(const Error& error);

/// The beginning of `text`, at most `most` code points, with "…" if it was cut. No control
/// characters, on one line.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace assay::cli
