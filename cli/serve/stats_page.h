// GET /stats: the corpus in numbers.
#pragma once

#include "cli/serve/http.h"
#include "cli/serve/session_pool.h"
#include "cli/serve/web_address.h"

namespace assay::cli {

HttpResponse stats_page(SessionPool& pool, const WebAddress& address);

}  // namespace assay::cli
