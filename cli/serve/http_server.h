// Listens for HTTP on this machine and hands each request to a handler. The only user of
// Boost.Beast: everything else takes the values of http.h.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "cli/serve/http.h"

namespace assay::cli {

/// Refuses by itself, with a response where that is possible, and closes the connection: a header
/// or a body beyond limits.h, a request that is not whole within `request_seconds`, anything that
/// is not HTTP/1.0 or 1.1, a body whose length is not certain, and connections beyond
/// `max_connections`.
class HttpServer {
public:
    /// Opens `port` on each of `addresses` (literal; 0 = the same free port on all). ::1 is left
    /// out where the machine has no IPv6. `refused` answers what is refused before there is a
    /// request, by its status. Throws Failure: busy if the port is taken, usage for an address that
    /// this machine does not have, io if the system refuses.
    HttpServer(const std::vector<std::string>& addresses, unsigned short port, HttpHandler handler,
               std::function<HttpResponse(unsigned status)> refused);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    unsigned short port() const;

    /// Answers from now on, in threads of its own.
    void start();

    /// Ends all connections. Returns false if a handler is still running after `at_most`; then the
    /// process must end without destroying this object.
    bool stop(std::chrono::milliseconds at_most);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace assay::cli
