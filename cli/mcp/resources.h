// Notes and tags as resources: assay://note/PATH and assay://tag/TAG, and the completion of both.
#pragma once

#include <string>

#include "cli/mcp/tools.h"

namespace assay::cli {

/// The list that resources/templates/list answers.
Json resource_templates();

/// The contents that resources/read answers for `uri`: a note as it was written, or the newest
/// notes with a tag. A long note comes in parts; the last item names the URI of the next one.
/// Throws Failure(missing) if there is no such resource.
Json read_resource(const std::string& uri, const OpenSession& open);

/// The completion that completion/complete answers: paths or tags that begin with `begun`, then
/// those that contain it, at most 100. `uri_template` is one of resource_templates(). Throws
/// Failure(usage) for another one.
Json complete_resource(const std::string& uri_template, const std::string& begun,
                       const OpenSession& open);

}  // namespace assay::cli
