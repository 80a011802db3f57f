// GET /suggest: what the last word in the search box may become.
#pragma once

#include "cli/serve/http.h"
#include "cli/serve/session_pool.h"
#include "cli/serve/web_address.h"

namespace assay::cli {

/// Answers /suggest?q=QUERY with at most ten options for a list, as HTML: tags after # or tag:,
/// fields, words of the corpus with their numbers of notes, and titles. data-query of each is the
/// query with it; data-address of a title is the address of its note.
HttpResponse suggestions(SessionPool& pool, const WebAddress& address);

}  // namespace assay::cli
