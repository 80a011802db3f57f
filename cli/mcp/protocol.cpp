#include "cli/mcp/protocol.h"

#include <algorithm>
#include <array>

namespace assay::cli {
namespace {

constexpr std::array<std::string_view, 2> initialized_versions{"2025-11-25", "2025-06-18"};
constexpr std::array<std::string_view, 1> known_stateless_versions{"2026-07-28"};

constexpr const char* version_key = "io.modelcontextprotocol/protocolVersion";
constexpr const char* capabilities_key = "io.modelcontextprotocol/clientCapabilities";
constexpr const char* server_key = "io.modelcontextprotocol/serverInfo";

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& versions, std::string_view version) {
    return std::find(versions.begin(), versions.end(), version) != versions.end();
}

bool is_id(const Received& id) { return id.is_string() || id.is_number_integer(); }

Json id_of(const Received& message) {
    const auto found = message.find("id");
    if (found == message.end() || !is_id(*found)) return nullptr;
    if (found->is_string()) return found->get<std::string>();
    if (found->is_number_unsigned()) return found->get<std::uint64_t>();
    return found->get<std::int64_t>();
}

/// Checks what a request of the stateless era carries. Throws RpcError.
void check_meta(const Received& meta) {
    const auto version = meta.find(version_key);
    if (!version->is_string())
        throw RpcError{RpcCode::invalid_params, std::string(version_key) + " is not a string"};
    const std::string& given = version->get_ref<const std::string&>();
    if (!is_stateless_version(given))
        throw RpcError{RpcCode::unsupported_protocol_version, "unsupported protocol version",
                       Json{{"supported", stateless_versions()}, {"requested", given}}};
    const auto capabilities = meta.find(capabilities_key);
    if (capabilities == meta.end() || !capabilities->is_object())
        throw RpcError{RpcCode::invalid_params,
                       std::string("_meta lacks ") + capabilities_key + ", an object"};
}

/// Fills all but the id. Throws RpcError.
void read_content(Received& message, RpcRequest& request) {
    const auto version = message.find("jsonrpc");
    if (version == message.end() || *version != "2.0")
        throw RpcError{RpcCode::invalid_request, "jsonrpc is not \"2.0\""};
    const auto method = message.find("method");
    if (method == message.end() || !method->is_string())
        throw RpcError{RpcCode::invalid_request, "the request has no method"};
    request.method = method->get<std::string>();
    if (request.id.is_null())
        throw RpcError{RpcCode::invalid_request, "id is neither a string nor an integer"};
    const auto params = message.find("params");
    if (params == message.end()) return;
    if (!params->is_object()) throw RpcError{RpcCode::invalid_params, "params is not an object"};
    request.params = std::move(*params);
    const auto meta = request.params.find("_meta");
    if (meta == request.params.end()) return;
    if (!meta->is_object()) throw RpcError{RpcCode::invalid_params, "_meta is not an object"};
    if (!meta->contains(version_key)) return;
    check_meta(*meta);
    request.era = Era::stateless;
}

}  // namespace

std::variant<RpcRequest, AnsweredAtOnce> read_request(std::string_view frame) {
    Received message = Received::parse(frame.begin(), frame.end(), nullptr, false);
    if (message.is_discarded())
        return error_frame(nullptr, {RpcCode::parse_error, "the line is not JSON in UTF-8"});
    if (!message.is_object())
        return error_frame(nullptr,
                           {RpcCode::invalid_request, "the line is not one object of JSON-RPC"});
    const bool has_method = message.contains("method");
    if (has_method && !message.contains("id")) return AnsweredAtOnce();
    if (!has_method && (message.contains("result") || message.contains("error")))
        return AnsweredAtOnce();
    RpcRequest request;
    request.id = id_of(message);
    try {
        read_content(message, request);
    } catch (const RpcError& error) {
        return error_frame(request.id, error);
    }
    return request;
}

Claim claim_of(std::string_view frame) {
    const Received message = Received::parse(frame.begin(), frame.end(), nullptr, false);
    if (!message.is_object()) return {nullptr, {}};
    Claim claim{id_of(message), {}};
    const Received::json_pointer place =
        Received::json_pointer("/params/_meta") / std::string(version_key);
    if (message.contains(place) && message.at(place).is_string())
        claim.version = message.at(place).get<std::string>();
    return claim;
}

std::string agreed_version(const Received& params) {
    const auto given = params.find("protocolVersion");
    if (given == params.end() || !given->is_string())
        throw RpcError{RpcCode::invalid_params, "params lacks protocolVersion, a string"};
    const auto known = std::find(initialized_versions.begin(), initialized_versions.end(),
                                 given->get_ref<const std::string&>());
    return std::string(known == initialized_versions.end() ? initialized_versions.front() : *known);
}

Json stateless_versions() {
    Json versions = Json::array();
    for (const std::string_view version : known_stateless_versions) versions.push_back(version);
    return versions;
}

bool is_stateless_version(std::string_view version) {
    return is_one_of(known_stateless_versions, version);
}

bool is_initialized_version(std::string_view version) {
    return is_one_of(initialized_versions, version);
}

Json server_info() { return {{"name", "assay"}, {"version", ASSAY_VERSION}}; }

std::string result_frame(const RpcRequest& request, Json result) {
    if (request.era == Era::stateless) {
        result["resultType"] = "complete";
        result["_meta"] = {{server_key, server_info()}};
    }
    return one_line({{"jsonrpc", "2.0"}, {"id", request.id}, {"result", std::move(result)}});
}

std::string error_frame(const Json& id, const RpcError& error) {
    Json json{{"jsonrpc", "2.0"}};
    if (!id.is_null()) json["id"] = id;
    json["error"] = {{"code", static_cast<int>(error.code)}, {"message", error.message}};
    if (!error.data.is_null()) json["error"]["data"] = error.data;
    return one_line(json);
}

std::string one_line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace assay::cli
