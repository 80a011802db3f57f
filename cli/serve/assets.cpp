#include "cli/serve/assets.h"

#include "cli/serve/asset_texts.h"
#include "indexer/text/hash.h"

namespace assay::cli {
namespace {

std::string tag_of(std::string_view content) { return text::to_hex(text::fnv1a_64(content)); }

}  // namespace

std::string style_address() { return "/assets/" + tag_of(style_sheet()) + "/page.css"; }
std::string script_address() { return "/assets/" + tag_of(script()) + "/page.js"; }

std::optional<HttpResponse> answer_asset(std::string_view path, const HttpRequest& request) {
    const bool is_style = path.ends_with("/page.css");
    if (!path.starts_with("/assets/") || (!is_style && !path.ends_with("/page.js")))
        return std::nullopt;
    const std::string_view content = is_style ? style_sheet() : script();
    const std::string tag = "\"" + tag_of(content) + "\"";
    HttpResponse response{
        200,
        is_style ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8",
        std::string(content),
        {{"ETag", tag}, {"Cache-Control", "private, max-age=31536000, immutable"}}};
    const std::string* const known = request.header("if-none-match");
    if (known != nullptr && known->find(tag) != known->npos) {
        response.status = 304;
        response.body.clear();
    }
    return response;
}

}  // namespace assay::cli
