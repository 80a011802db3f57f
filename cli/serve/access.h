// Who may ask: the browser of whoever started the server, on this machine, from the page itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/serve/http.h"

namespace assay::cli {

/// Returns 32 random bytes of the kernel in hexadecimal digits. Throws Failure(io).
std::string random_token();

class Access {
public:
    /// `addresses`: where the server listens. `token`: what a request must know.
    Access(const std::vector<std::string>& addresses, unsigned short port, std::string token);

    /// Returns the response to a request that is not allowed, or that has the token in its address:
    /// that one is answered by a cookie and the way to the same address without the token. nullopt
    /// for a request to be answered. Checks, in this order:
    ///
    /// - Host is a name of this server, once. A page elsewhere whose name leads here (DNS
    ///   rebinding) sends its own name.
    /// - Origin and Sec-Fetch-Site, if sent, are of the page itself.
    /// - the method is GET or HEAD, or POST for /mcp, or POST for /open with an Origin.
    /// - the token, in the cookie, in "Authorization: Bearer", or in the parameter `token`: other
    ///   users of the machine reach its addresses too.
    std::optional<HttpResponse> refusal(const HttpRequest& request) const;

    /// The address to open in a browser: "http://127.0.0.1:4173/?token=...".
    std::string entrance() const;

private:
    bool is_own_host(const std::string& host) const;
    bool is_token(std::string_view given) const;

    std::vector<std::string> hosts_;  // "127.0.0.1:4173"
    bool any_number_ = false;         // listens on all addresses: any literal one is a host
    unsigned short port_;
    std::string first_host_, token_, cookie_name_;
};

/// Adds what every response has: a content security policy without exceptions, and that nobody
/// else may keep, frame, embed or guess it.
void add_safe_headers(HttpResponse& response);

/// A page that says `message` and `hint`, without anything of the notes.
HttpResponse plain_page(unsigned status, std::string_view message, std::string_view hint);

/// The same for what is refused before there is a request.
HttpResponse refused_request(unsigned status);

}  // namespace assay::cli
