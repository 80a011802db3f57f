// A request and a response of HTTP as plain values: the rest of the folder knows no network.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::cli {

struct HttpRequest {
    std::string method;                                        // "GET"
    std::string target;                                        // as it was sent: "/?q=rain"
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, as sent
    std::string body;

    /// Returns the value of a header that was sent once; nullptr if it was not, or several times.
    const std::string* header(std::string_view name) const {
        const std::string* found = nullptr;
        for (const auto& [each, value] : headers) {
            if (each != name) continue;
            if (found != nullptr) return nullptr;
            found = &value;
        }
        return found;
    }

    bool has(std::string_view name) const {
        for (const auto& header : headers)
            if (header.first == name) return true;
        return false;
    }
};

struct HttpResponse {
    unsigned status = 200;
    std::string type;  // of the body: "text/html; charset=utf-8"
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers{};
    bool closes = false;  // the connection ends after it
};

/// Answers one request. Called by several threads at a time.
using HttpHandler = std::function<HttpResponse(const HttpRequest&)>;

}  // namespace assay::cli
