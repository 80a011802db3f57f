// GET /: the search, its answer, and what narrows it.
#pragma once

#include "cli/serve/http.h"
#include "cli/serve/session_pool.h"
#include "cli/serve/web_address.h"

namespace assay::cli {

/// Answers /?q=…&tag=…&not_tag=…&in=…&year=…&after=…&before=…&sort=…&reverse=…&offset=… as a whole
/// page, or as a `fragment`: what the script puts in the place of the answer before. year: "2023"
/// or "2023-04". typing=1: the last word of q may be unfinished. no_correct=1: as --no-correct.
/// Throws Failure; a query that does not parse is a page that says so, status 400.
HttpResponse search_page(SessionPool& pool, const WebAddress& address, bool fragment);

}  // namespace assay::cli
