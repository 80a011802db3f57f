// GET /api/...: what the commands print with --json.
#pragma once

#include <string>

#include "cli/serve/http.h"
#include "cli/serve/session_pool.h"
#include "cli/serve/web_address.h"

namespace assay::cli {

/// Answers /api/search, tags, note, related, links, backlinks, mentions and stats. The parameters
/// have the names of the options, each with "_" for "-": q, tag, not_tag, in, after, before, limit,
/// offset, sort, reverse, passages, facets, blocks, text, explain, plain, as_you_type, no_correct,
/// all_words, relax, offsets; note and mark; orphans, dead_ends, wanted, broken, graph. A flag is
/// on unless its value is 0. Throws Failure.
HttpResponse answer_api(SessionPool& pool, const WebAddress& address);

/// An error as JSON, with the status for its kind.
HttpResponse json_error(const Error& error);

/// The status for a kind of error.
unsigned status_of(ErrorKind kind);

}  // namespace assay::cli
