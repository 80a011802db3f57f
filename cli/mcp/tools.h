// The four tools: search, read, tags and related. None changes anything.
#pragma once

#include <functional>
#include <string>

#include "cli/mcp/tool_answer.h"
#include "cli/session/session.h"

namespace assay::cli {

/// A session of the corpus, refreshed. Throws Failure as choose_corpus() and Session::refresh().
using OpenSession = std::function<Session()>;

/// The list that tools/list answers: names, descriptions, schemas and annotations.
const Json& tool_definitions();

bool is_tool(const std::string& name);

/// Calls a tool. What is wrong with its arguments, its query, the note or the index is a failed
/// answer, which the model can read; no Failure is thrown.
ToolAnswer call_tool(const std::string& name, const Received& arguments, const OpenSession& open);

}  // namespace assay::cli
