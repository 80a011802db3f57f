#include "cli/serve/site.h"

#include <charconv>

#include "cli/serve/api.h"
#include "cli/serve/assets.h"
#include "cli/serve/mcp_endpoint.h"
#include "cli/serve/note_page.h"
#include "cli/serve/page_frame.h"
#include "cli/serve/search_page.h"
#include "cli/serve/stats_page.h"
#include "cli/serve/suggestions.h"
#include "cli/serve/web_address.h"
#include "indexer/schema/caught_error.h"
#include "query/note_lookup.h"

namespace assay::cli {

namespace {

HttpResponse error_page(const Error& error, const WebAddress& address) {
    Html html;
    html.raw("<div class=\"nothing\"><h1>")
        .text(error.message)
        .raw("</h1><p>")
        .text(error.hint)
        .raw("</p></div>");
    const std::string query(address.value("q"));
    HttpResponse response = framed({error.message, query, {}, {}, "error"}, html.take());
    response.status = status_of(error.kind);
    return response;
}

}  // namespace

Site::Site(SessionPool& pool, Access access, OpenNote open)
    : pool_(pool),
      pictures_(pool.corpus().root),
      access_(std::move(access)),
      open_(std::move(open)) {}

HttpResponse Site::answer(const HttpRequest& request) {
    HttpResponse response;
    std::optional<HttpResponse> refused = access_.refusal(request);
    if (refused) {
        response = *std::move(refused);
    } else {
        try {
            response = route(request);
        } catch (...) {
            const Error error = schema::caught_error();
            const Result<WebAddress> address = read_address(request.target);
            response = request.target.starts_with("/api/")
                           ? json_error(error)
                           : error_page(error, address ? *address : WebAddress());
        }
    }
    add_safe_headers(response);
    return response;
}

HttpResponse Site::route(const HttpRequest& request) {
    Result<WebAddress> address = read_address(request.target);
    if (!address) throw Failure(address.error());
    std::erase_if(address->parameters, [](const auto& each) { return each.first == "token"; });
    const std::string& path = address->path;
    if (path == "/open") return open_note(request);
    // The index is kept up to date meanwhile.
    if (path == "/mcp") return answer_mcp(request, [&] { return Session(pool_.corpus()); });
    if (path == "/") return search_page(pool_, *address, request.has("assay-fragment"));
    if (path.starts_with("/note/")) return note_page(pool_, pictures_, *address, open_ != nullptr);
    if (path.starts_with("/picture/")) {
        const SessionPool::Loan session = pool_.borrow();
        return pictures_.answer(path.substr(std::string_view("/picture/").size()),
                                session->config());
    }
    if (path == "/stats") return stats_page(pool_, *address);
    if (path == "/suggest") return suggestions(pool_, *address);
    if (path.starts_with("/api/")) return answer_api(pool_, *address);
    if (path == "/favicon.ico") return {204, {}, {}};
    if (std::optional<HttpResponse> asset = answer_asset(path, request)) return *std::move(asset);
    throw Failure(missing_error("there is no page " + path, "begin at /"));
}

HttpResponse Site::open_note(const HttpRequest& request) {
    if (!open_)
        throw Failure(
            missing_error("notes cannot be opened here", "it was started with --read-only"));
    if (request.method != "POST")
        return plain_page(405, "this opens a note in the editor", "use the page");
    const Result<Parameters> form = read_parameters(request.body);
    if (!form) throw Failure(form.error());
    const WebAddress fields{"/open", *form};
    std::uint32_t line = 1;
    const std::string_view given = fields.value("line");
    std::from_chars(given.data(), given.data() + given.size(), line);
    const SessionPool::Loan session = pool_.borrow();
    const std::string note(fields.value("note"));
    if (!query::indexed_hash(session->index(), note))
        throw Failure(missing_error("there is no note " + note + " any more", "search again"));
    if (const std::optional<Error> failed = open_(*session, note, line)) throw Failure(*failed);
    return {204, {}, {}};
}

}  // namespace assay::cli
