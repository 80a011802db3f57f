#include "cli/serve/mcp_endpoint.h"

#include <algorithm>
#include <utility>

#include "cli/mcp/protocol.h"
#include "cli/mcp/server.h"
#include "cli/serve/access.h"
#include "cli/terminal/base64.h"

namespace assay::cli {
namespace {

constexpr std::string_view json_type = "application/json";

bool is_json(std::string_view type) {
    type = type.substr(0, type.find(';'));
    while (type.ends_with(' ')) type.remove_suffix(1);
    return std::equal(type.begin(), type.end(), json_type.begin(), json_type.end(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

bool accepts_json(const HttpRequest& request) {
    if (!request.has("accept")) return true;
    return std::any_of(request.headers.begin(), request.headers.end(), [](const auto& header) {
        return header.first == "accept" && (header.second.find(json_type) != std::string::npos ||
                                            header.second.find("*/*") != std::string::npos);
    });
}

HttpResponse json_response(unsigned status, std::string frame) {
    return {status, std::string(json_type), std::move(frame) + '\n'};
}

/// True if the header says `value`: as it is, or in base64 where a header could not carry it.
bool says(const std::string& header, const std::string& value) {
    return header == value || header == "=?base64?" + base64(value) + "?=";
}

/// Throws RpcError if the header `name` does not say `value`.
void check_header(const HttpRequest& http, const char* shown, const char* name,
                  const std::string& value) {
    const std::string* const header = http.header(name);
    if (header == nullptr || !says(*header, value))
        throw RpcError{RpcCode::header_mismatch,
                       std::string("the header ") + shown + " is not \"" + value + '"'};
}

/// Throws RpcError if a request of the older revisions has a header of another one.
void check_version(const HttpRequest& http, const RpcRequest& request) {
    if (!http.has("mcp-protocol-version") || request.method == "initialize") return;
    const std::string* const version = http.header("mcp-protocol-version");
    if (version != nullptr && is_stateless_version(*version))
        throw RpcError{RpcCode::invalid_params,
                       "_meta lacks io.modelcontextprotocol/protocolVersion"};
    if (version == nullptr || !is_initialized_version(*version))
        throw RpcError{RpcCode::invalid_request, "MCP-Protocol-Version is not known"};
}

/// Throws RpcError if a header does not say what a stateless request says.
void check_headers(const HttpRequest& http, const RpcRequest& request) {
    check_header(http, "Mcp-Method", "mcp-method", request.method);
    const char* const named = request.method == "tools/call"       ? "name"
                              : request.method == "resources/read" ? "uri"
                                                                   : nullptr;
    if (named == nullptr) return;
    const auto value = request.params.find(named);
    if (value != request.params.end() && value->is_string())
        check_header(http, "Mcp-Name", "mcp-name", value->get<std::string>());
}

}  // namespace

HttpResponse answer_mcp(const HttpRequest& request, const OpenSession& open) {
    if (request.method != "POST") {
        HttpResponse response = plain_page(405, "agents post their requests here", "use POST");
        response.headers.emplace_back("Allow", "POST");
        return response;
    }
    const std::string* const type = request.header("content-type");
    if (type == nullptr || !is_json(*type))
        return plain_page(415, "a request to /mcp is JSON", "send Content-Type: application/json");
    if (!accepts_json(request))
        return plain_page(406, "an answer of /mcp is JSON", "accept application/json");
    // Whether the version is known is asked after whether header and frame agree on it.
    const Claim claim = claim_of(request.body);
    try {
        if (!claim.version.empty() && !claim.id.is_null())
            check_header(request, "MCP-Protocol-Version", "mcp-protocol-version", claim.version);
    } catch (const RpcError& error) {
        return json_response(400, error_frame(claim.id, error));
    }
    const std::variant<RpcRequest, AnsweredAtOnce> read = read_request(request.body);
    if (const auto* answered = std::get_if<AnsweredAtOnce>(&read))
        return *answered ? json_response(400, **answered) : HttpResponse{202, {}, {}};
    const RpcRequest& rpc = std::get<RpcRequest>(read);
    try {
        rpc.era == Era::stateless ? check_headers(request, rpc) : check_version(request, rpc);
    } catch (const RpcError& error) {
        return json_response(400, error_frame(rpc.id, error));
    }
    McpServer::Answer answer = McpServer(open, McpServer::Handshake::skipped).answer(rpc);
    const bool is_unknown = rpc.era == Era::stateless && answer.error == RpcCode::method_not_found;
    return json_response(is_unknown ? 404 : 200, std::move(answer.frame));
}

}  // namespace assay::cli
