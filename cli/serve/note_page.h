// GET /note/PATH: a note to read.
#pragma once

#include <string>

#include "cli/serve/http.h"
#include "cli/serve/pictures.h"
#include "cli/serve/session_pool.h"
#include "cli/serve/web_address.h"

namespace assay::cli {

/// Answers /note/PATH?q=QUERY: the note as a page, with what the query finds marked. PATH is the
/// path of a note in the index, otherwise Failure(missing). `can_open`: with a button for the
/// editor.
HttpResponse note_page(SessionPool& pool, Pictures& pictures, const WebAddress& address,
                       bool can_open);

}  // namespace assay::cli
