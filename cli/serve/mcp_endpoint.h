// POST /mcp: the Model Context Protocol over HTTP ("Streamable HTTP"), without sessions and
// streams.
#pragma once

#include "cli/mcp/tools.h"
#include "cli/serve/http.h"

namespace assay::cli {

/// Answers one frame, in JSON. 202 without a body for a notification; 400 for what is not a
/// request, for a version that is not known and for a header that does not say what the frame says
/// (the version, the method, and the name of the tool or the address of the resource, which
/// requests of 2026-07-28 carry); 404 for a method that a request of 2026-07-28 has made up; 405,
/// 406 and 415 as usual.
HttpResponse answer_mcp(const HttpRequest& request, const OpenSession& open);

}  // namespace assay::cli
