#include "cli/serve/http_server.h"

#include <fcntl.h>

#include <algorithm>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "indexer/text/error.h"
#include "indexer/text/limits.h"

namespace assay::cli {
namespace {

/// Boost 1.74 and 1.83 have different classes for this.
std::string text_of(boost::beast::string_view text) { return {text.data(), text.size()}; }

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Tcp = asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::seconds request_time{text::request_seconds};

std::string in_lower_case(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower;
}

/// The editor that `POST /open` starts must not inherit a connection.
template <class Socket>
void close_on_exec(Socket& socket) {
    fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
}

/// What the connections of a server share.
struct Shared {
    HttpHandler handler;
    std::function<HttpResponse(unsigned)> refused;
    std::atomic<std::size_t> connections = 0;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Tcp::socket socket, Shared& shared) : stream_(std::move(socket)), shared_(shared) {
        ++shared_.connections;
    }
    ~Connection() { --shared_.connections; }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void read() {
        parser_.emplace();
        parser_->header_limit(text::max_request_header_bytes);
        parser_->body_limit(text::max_request_body_bytes);
        stream_.expires_after(request_time);  // for the whole request, however it trickles in
        http::async_read(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code failed, std::size_t) { self->take(failed); });
    }

private:
    void take(error_code failed) {
        const bool is_of_system = failed && failed.category() == boost::system::system_category();
        if (is_of_system || failed == http::error::end_of_stream ||
            failed == http::error::partial_message || failed == beast::error::timeout)
            return close();
        if (failed == http::error::header_limit || failed == http::error::buffer_overflow)
            return refuse(431);
        if (failed == http::error::body_limit) return refuse(413);
        if (failed) return refuse(400);
        const http::request<http::string_body>& got = parser_->get();
        // A length that a server and something before it may read differently is how requests are
        // smuggled. No request here needs chunks, and only POST has a body.
        if (got.find(http::field::transfer_encoding) != got.end() ||
            (got.method() != http::verb::post && !got.body().empty()))
            return refuse(400);
        HttpRequest request{text_of(got.method_string()), text_of(got.target()), {}, got.body()};
        for (const auto& field : got)
            request.headers.emplace_back(
                in_lower_case({field.name_string().data(), field.name_string().size()}),
                std::string(field.value().data(), field.value().size()));
        HttpResponse response = shared_.handler(request);
        response.closes = response.closes || !got.keep_alive();
        write(std::move(response), got.version(), got.method() == http::verb::head);
    }

    void refuse(unsigned status) {
        HttpResponse response = shared_.refused(status);
        response.closes = true;
        write(std::move(response), 11, false);
    }

    void write(HttpResponse from, unsigned version, bool without_body) {
        response_.emplace();
        response_->version(version);
        response_->result(from.status);
        if (!from.type.empty()) response_->set(http::field::content_type, from.type);
        for (const auto& [name, value] : from.headers) response_->insert(name, value);
        response_->keep_alive(!from.closes);
        response_->content_length(from.body.size());
        if (!without_body) response_->body() = std::move(from.body);
        serializer_.emplace(*response_);
        stream_.expires_after(request_time);
        const auto written = [self = shared_from_this(), closes = from.closes](error_code failed,
                                                                               std::size_t) {
            if (failed) return self->close();
            if (closes) return self->finish();
            self->read();
        };
        if (without_body) http::async_write_header(stream_, *serializer_, written);
        else http::async_write(stream_, *serializer_, written);
    }

    /// Closes when the client has, or after a second: closing with unread bytes would reset the
    /// connection before the client has read the response.
    void finish() {
        error_code ignored;
        stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
        stream_.expires_after(std::chrono::seconds(1));
        drain();
    }

    void drain() {
        buffer_.clear();
        stream_.async_read_some(buffer_.prepare(4096),
                                [self = shared_from_this()](error_code failed, std::size_t) {
                                    if (failed) self->close();
                                    else self->drain();
                                });
    }

    void close() {
        error_code ignored;
        stream_.socket().close(ignored);
    }

    beast::tcp_stream stream_;
    Shared& shared_;
    beast::flat_buffer buffer_{text::max_request_header_bytes + text::max_request_body_bytes};
    std::optional<http::request_parser<http::string_body>> parser_;
    std::optional<http::response<http::string_body>> response_;
    std::optional<http::response_serializer<http::string_body>> serializer_;
};

}  // namespace

struct HttpServer::Inside {
    Shared shared;  // outlives the connections, which `context` owns
    asio::io_context context;
    std::vector<Tcp::acceptor> acceptors;
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::condition_variable one_ended;
    std::size_t running = 0;

    void accept(Tcp::acceptor& acceptor) {
        acceptor.async_accept(
            asio::make_strand(context), [this, &acceptor](error_code failed, Tcp::socket socket) {
                if (failed == asio::error::operation_aborted) return;
                if (failed) return accept_later(acceptor);  // too many open files
                close_on_exec(socket);
                if (shared.connections < text::max_connections)
                    std::make_shared<Connection>(std::move(socket), shared)->read();
                accept(acceptor);
            });
    }

    void accept_later(Tcp::acceptor& acceptor) {
        auto timer = std::make_shared<asio::steady_timer>(context, std::chrono::milliseconds(100));
        timer->async_wait([this, &acceptor, timer](error_code) { accept(acceptor); });
    }

    /// Opens `port` on `address`. Returns an error for the caller to judge.
    error_code open(const asio::ip::address& address, unsigned short port) {
        error_code failed;
        Tcp::acceptor acceptor(context);
        const Tcp::endpoint place(address, port);
        if (acceptor.open(place.protocol(), failed)) return failed;
        close_on_exec(acceptor);
        acceptor.set_option(asio::socket_base::reuse_address(true), failed);
        if (address.is_v6()) acceptor.set_option(asio::ip::v6_only(true), failed);
        if (acceptor.bind(place, failed)) return failed;
        if (acceptor.listen(asio::socket_base::max_listen_connections, failed)) return failed;
        acceptors.push_back(std::move(acceptor));
        return failed;
    }
};

HttpServer::HttpServer(const std::vector<std::string>& addresses, unsigned short port,
                       HttpHandler handler, std::function<HttpResponse(unsigned)> refused)
    : inside_(std::make_unique<Inside>()) {
    inside_->shared.handler = std::move(handler);
    inside_->shared.refused = std::move(refused);
    constexpr int most_tries = 20;  // for a free port that is free on all addresses
    for (int tries = 1;; ++tries) {
        inside_->acceptors.clear();
        error_code failed;
        std::string at;
        for (const std::string& each : addresses) {
            const asio::ip::address address = asio::ip::make_address(each, failed);
            if (failed)
                throw Failure(usage_error("--listen takes an address, not " + each,
                                          "write numbers, as in --listen 192.168.1.20"));
            failed = inside_->open(address, inside_->acceptors.empty() ? port : this->port());
            const bool has_no_ipv6 = failed == asio::error::address_family_not_supported ||
                                     failed == boost::system::errc::address_not_available;
            if (has_no_ipv6 && address.is_v6() && address.is_loopback()) failed.clear();
            at = each;
            if (failed) break;
        }
        if (!failed) return;
        if (failed == asio::error::address_in_use) {
            if (port == 0 && tries < most_tries) continue;
            throw Failure(busy_error("port " + std::to_string(port) + " is in use",
                                     "another assay serve may be running; or add --port 0 for "
                                     "any free port"));
        }
        if (failed == boost::system::errc::address_not_available)
            throw Failure(
                usage_error("this machine does not have the address " + at, "see: ip address"));
        throw Failure(io_error(
            "cannot listen on " + at + " port " + std::to_string(port) + ": " + failed.message(),
            "choose another --port"));
    }
}

HttpServer::~HttpServer() {
    inside_->context.stop();
    for (std::thread& thread : inside_->threads)
        if (thread.joinable()) thread.join();
}

unsigned short HttpServer::port() const {
    return inside_->acceptors.front().local_endpoint().port();
}

void HttpServer::start() {
    for (Tcp::acceptor& acceptor : inside_->acceptors) inside_->accept(acceptor);
    // A search may take a second on a slow disk; the others go on meanwhile.
    const std::size_t count = std::clamp(std::thread::hardware_concurrency(), 4U, 8U);
    inside_->running = count;
    for (std::size_t i = 0; i < count; ++i)
        inside_->threads.emplace_back([inside = inside_.get()] {
            inside->context.run();
            const std::lock_guard lock(inside->mutex);
            --inside->running;
            inside->one_ended.notify_all();
        });
}

bool HttpServer::stop(std::chrono::milliseconds at_most) {
    inside_->context.stop();
    std::unique_lock lock(inside_->mutex);
    return inside_->one_ended.wait_for(lock, at_most, [&] { return inside_->running == 0; });
}

}  // namespace assay::cli
