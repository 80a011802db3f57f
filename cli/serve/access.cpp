#include "cli/serve/access.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "cli/serve/html.h"
#include "cli/serve/web_address.h"
#include "indexer/text/machine_error.h"

namespace assay::cli {
namespace {

bool is_ipv6(std::string_view address) { return address.find(':') != address.npos; }

std::string host_of(std::string_view address) {
    return is_ipv6(address) ? "[" + std::string(address) + "]" : std::string(address);
}

/// "192.168.1.20" or "[fe80::1]".
bool is_literal(std::string_view name) {
    const bool is_v6 = name.starts_with('[') && name.ends_with(']');
    const std::string_view signs = is_v6 ? "[]0123456789abcdefABCDEF:." : "0123456789.";
    return !name.empty() && name.find_first_not_of(signs) == name.npos;
}

std::string_view cookie(const HttpRequest& request, std::string_view name) {
    for (const auto& [header, value] : request.headers) {
        if (header != "cookie") continue;
        for (std::size_t begin = 0; begin < value.size();) {
            const std::size_t end = std::min(value.find(';', begin), value.size());
            std::string_view each = std::string_view(value).substr(begin, end - begin);
            each.remove_prefix(std::min(each.find_first_not_of(' '), each.size()));
            if (each.substr(0, name.size()) == name && each.substr(name.size()).starts_with('='))
                return each.substr(name.size() + 1);
            begin = end + 1;
        }
    }
    return {};
}

}  // namespace

std::string random_token() {
    std::array<unsigned char, 32> bytes{};
    if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw Failure(text::machine_error("cannot make a random token", errno));
    std::string token;
    for (const unsigned byte : bytes)
        for (const unsigned digit : {byte >> 4U, byte & 15U})
            token.push_back("0123456789abcdef"[digit]);
    return token;
}

Access::Access(const std::vector<std::string>& addresses, unsigned short port, std::string token)
    : port_(port), token_(std::move(token)), cookie_name_("assay-" + std::to_string(port)) {
    const std::string at = ":" + std::to_string(port);
    for (const std::string& address : addresses) {
        any_number_ = any_number_ || address == "0.0.0.0" || address == "::";
        hosts_.push_back(host_of(address) + at);
        if (port == 80) hosts_.push_back(host_of(address));
    }
    // A browser opens a machine's own address, not the one for all of them.
    first_host_ = addresses.front() == "0.0.0.0" ? "127.0.0.1" + at
                  : addresses.front() == "::"    ? "[::1]" + at
                                                 : hosts_.front();
    hosts_.push_back("localhost" + at);
    if (port == 80) hosts_.emplace_back("localhost");
}

std::string Access::entrance() const { return "http://" + first_host_ + "/?token=" + token_; }

bool Access::is_own_host(const std::string& host) const {
    if (std::find(hosts_.begin(), hosts_.end(), host) != hosts_.end()) return true;
    const std::string at = ":" + std::to_string(port_);
    return any_number_ && host.ends_with(at) &&
           is_literal(std::string_view(host).substr(0, host.size() - at.size()));
}

bool Access::is_token(std::string_view given) const {
    // Takes as long for a wrong token as for the right one.
    unsigned different = given.size() == token_.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(given.size(), token_.size()); ++i)
        different |= static_cast<unsigned>(static_cast<unsigned char>(given[i]) ^
                                           static_cast<unsigned char>(token_[i]));
    return different == 0;
}

std::optional<HttpResponse> Access::refusal(const HttpRequest& request) const {
    const std::string* const host = request.header("host");
    if (host == nullptr || !is_own_host(*host))
        return plain_page(421, "this server does not have that name",
                          "open the address that assay serve printed");
    const std::string* const origin = request.header("origin");
    if (request.has("origin") && (origin == nullptr || *origin != "http://" + *host))
        return plain_page(403, "another site asked for this", "open the page itself");
    const std::string* const site = request.header("sec-fetch-site");
    if (request.has("sec-fetch-site") &&
        (site == nullptr || (*site != "same-origin" && *site != "none")))
        return plain_page(403, "another site asked for this",
                          "type the address, or open the one that assay serve printed");
    const std::string_view path =
        std::string_view(request.target).substr(0, request.target.find('?'));
    const bool takes_posts = path == "/open" || path == "/mcp";
    const bool posts = request.method == "POST" && takes_posts;
    if (request.method != "GET" && request.method != "HEAD" && !posts) {
        HttpResponse response = plain_page(405, "the page is only read", "use GET or HEAD");
        response.headers.emplace_back("Allow", takes_posts ? "POST" : "GET, HEAD");
        return response;
    }
    if (posts && path == "/open" && origin == nullptr)
        return plain_page(403, "a form must say where it is from", "use the page itself");
    if (is_token(cookie(request, cookie_name_))) {
        if (request.target.find("token=") == request.target.npos) return std::nullopt;
    } else if (const std::string* const bearer = request.header("authorization");
               bearer != nullptr && bearer->starts_with("Bearer ") &&
               is_token(std::string_view(*bearer).substr(7))) {
        return std::nullopt;
    }
    Result<WebAddress> address = read_address(request.target);
    if (!posts && address && is_token(address->value("token"))) {
        std::erase_if(address->parameters, [](const auto& each) { return each.first == "token"; });
        HttpResponse response = plain_page(303, "welcome", "");
        response.headers.emplace_back("Location",
                                      written_address(address->path, address->parameters));
        response.headers.emplace_back(
            "Set-Cookie", cookie_name_ + "=" + token_ + "; Path=/; HttpOnly; SameSite=Strict");
        return response;
    }
    if (is_token(cookie(request, cookie_name_))) return std::nullopt;  // a query about "token="
    return plain_page(403, "this page is for whoever started it",
                      "open the address that assay serve printed, with its token");
}

void add_safe_headers(HttpResponse& response) {
    const auto add = [&](const char* name, const char* value) {
        const auto is_there = [&](const auto& each) { return each.first == name; };
        if (std::none_of(response.headers.begin(), response.headers.end(), is_there))
            response.headers.emplace_back(name, value);
    };
    add("Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", "no-referrer");
    add("Cache-Control", "no-store");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("X-Frame-Options", "DENY");
}

HttpResponse plain_page(unsigned status, std::string_view message, std::string_view hint) {
    HttpResponse response{status, "text/html; charset=utf-8", {}};
    Html page;
    page.raw(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>assay</title>"
            "</head><body><main><h1>")
        .text(message)
        .raw("</h1><p>")
        .text(hint)
        .raw("</p></main></body></html>\n");
    response.body = page.take();
    add_safe_headers(response);
    return response;
}

HttpResponse refused_request(unsigned status) {
    switch (status) {
        case 413: return plain_page(status, "the body is too large", "send less");
        case 431: return plain_page(status, "the header is too large", "send less");
        default: return plain_page(status, "this is not a request of HTTP", "use a browser");
    }
}

}  // namespace assay::cli
