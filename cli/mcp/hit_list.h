// A page of hits, as long as the budget allows.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/mcp/tool_answer.h"
#include "query/values/search_request.h"
#include "query/values/search_result.h"

namespace assay::cli {

/// Hits of search and related where no limit is given, and at most.
inline constexpr std::size_t usual_mcp_hits = 8, max_mcp_hits = 50;

/// Code points of the passage of a hit.
inline constexpr std::size_t max_passage_code_points = 300;

/// The hits of `result`, a page of `request`: path, title, headings, line, and a passage. Passages
/// become shorter, and then hits fewer, until the answer fits usual_result_bytes for
/// usual_mcp_hits, and in proportion more for a higher limit. next_offset goes on with what is
/// left. `remarks`: a line each, on what was searched for instead, or why nothing was found.
ToolAnswer hit_list(const query::SearchResult& result, const query::SearchRequest& request,
                    const std::vector<std::string>& remarks);

}  // namespace assay::cli
