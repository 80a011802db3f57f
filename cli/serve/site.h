// The page: a request to its response.
#pragma once

#include <functional>
#include <optional>

#include "cli/serve/access.h"
#include "cli/serve/http.h"
#include "cli/serve/pictures.h"
#include "cli/serve/session_pool.h"
#include "indexer/text/error.h"

namespace assay::cli {

/// Opens a place of a note in the editor; what is wrong, if that fails.
using OpenNote =
    std::function<std::optional<Error>(Session&, const std::string& path, std::uint32_t line)>;

class Site {
public:
    /// `pool` must outlive it. `open`: empty if notes cannot be opened.
    Site(SessionPool& pool, Access access, OpenNote open);

    /// Never throws: what is wrong becomes a page, or an error object for /api/.
    HttpResponse answer(const HttpRequest& request);

private:
    HttpResponse route(const HttpRequest& request);
    HttpResponse open_note(const HttpRequest& request);

    SessionPool& pool_;
    Pictures pictures_;
    Access access_;
    OpenNote open_;
};

}  // namespace assay::cli
