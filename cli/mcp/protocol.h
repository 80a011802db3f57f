// Frames of the Model Context Protocol to requests, and results and errors to frames. Both kinds of
// revision are understood: 2026-07-28, in which every request carries its version, and 2025-06-18
// and 2025-11-25, which begin with `initialize`. The specification is at modelcontextprotocol.io.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "cli/print/json_parts.h"

namespace assay::cli {

/// What was received. Its objects are sorted: a key is found without looking at all others.
using Received = nlohmann::json;

/// Codes of JSON-RPC 2.0, and those that the revisions of the protocol add.
enum class RpcCode : int {
    parse_error = -32700,
    invalid_request = -32600,
    method_not_found = -32601,
    invalid_params = -32602,
    internal_error = -32603,
    resource_not_found = -32002,            // until 2025-11-25
    unsupported_protocol_version = -32022,  // since 2026-07-28
    header_mismatch = -32020                // likewise, over HTTP
};

/// An error of the protocol, thrown while a request is answered.
struct RpcError {
    RpcCode code;
    std::string message;
    Json data = nullptr;  // null = none
};

/// The kind of revision that a request follows.
enum class Era : std::uint8_t { initialized, stateless };

struct RpcRequest {
    Json id;  // a string or an integer
    std::string method;
    Received params = Received::object();
    Era era = Era::initialized;
};

/// The frame that answers a frame which is not a request; nullopt if none does.
using AnsweredAtOnce = std::optional<std::string>;

/// Reads one frame of any bytes. A request that is wrong is answered at once. A notification, and
/// an answer to a request that was never made, get no answer.
std::variant<RpcRequest, AnsweredAtOnce> read_request(std::string_view frame);

/// What a frame says of itself, known or not: for whoever compares it with what was said elsewhere.
struct Claim {
    Json id;              // null = none that can be read
    std::string version;  // of a stateless request; empty = none
};
Claim claim_of(std::string_view frame);

/// The version that `initialize` agrees on: the one of `params`, if it is known; else the newest.
/// Throws RpcError if there is none.
std::string agreed_version(const Received& params);

/// Versions that a request may carry.
Json stateless_versions();

bool is_stateless_version(std::string_view version);
bool is_initialized_version(std::string_view version);

/// {"name": "assay", "version": …}
Json server_info();

/// One line without its line end. `result` is an object; it gets what its era needs.
std::string result_frame(const RpcRequest& request, Json result);

/// `id` null = the request has none that can be read.
std::string error_frame(const Json& id, const RpcError& error);

/// One line of valid UTF-8.
std::string one_line(const Json& json);

}  // namespace assay::cli
