#include "cli/mcp/server.h"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

#include "cli/mcp/frame_reader.h"
#include "cli/mcp/instructions.h"
#include "cli/mcp/resources.h"
#include "cli/mcp/tools.h"
#include "indexer/schema/caught_error.h"
#include "indexer/text/error.h"

namespace assay::cli {
namespace {

struct Context {
    const RpcRequest& request;
    const OpenSession& open;
};

Json capabilities() {
    return {
        {"tools", Json::object()}, {"resources", Json::object()}, {"completions", Json::object()}};
}

/// The string `name` of `object`. Throws RpcError if there is none.
std::string required_text(const Received& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string())
        throw RpcError{RpcCode::invalid_params, std::string("params lacks ") + name + ", a string"};
    return found->get<std::string>();
}

/// The object `name` of `object`. Throws RpcError if there is none.
const Received& required_object(const Received& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_object())
        throw RpcError{RpcCode::invalid_params,
                       std::string("params lacks ") + name + ", an object"};
    return *found;
}

/// Lists have one page.
void refuse_cursor(const Context& context) {
    if (context.request.params.contains("cursor"))
        throw RpcError{RpcCode::invalid_params, "there is no page of that cursor"};
}

Json initialize(const Context& context) {
    const std::string version = agreed_version(context.request.params);
    return {{"protocolVersion", version},
            {"capabilities", capabilities()},
            {"serverInfo", server_info()},
            {"instructions", instructions(context.open)}};
}

Json discover(const Context& context) {
    return {{"supportedVersions", stateless_versions()},
            {"capabilities", capabilities()},
            {"instructions", instructions(context.open)}};
}

Json ping(const Context&) { return Json::object(); }

Json list_tools(const Context& context) {
    refuse_cursor(context);
    return {{"tools", tool_definitions()}};
}

Json call(const Context& context) {
    const std::string name = required_text(context.request.params, "name");
    if (!is_tool(name))
        throw RpcError{RpcCode::invalid_params, "unknown tool: " + shortened(name, 100)};
    const auto given = context.request.params.find("arguments");
    static const Received none = Received::object();
    const Received& arguments = given == context.request.params.end() ? none : *given;
    if (!arguments.is_object())
        throw RpcError{RpcCode::invalid_params, "arguments is not an object"};
    return result_of(call_tool(name, arguments, context.open));
}

Json list_resources(const Context& context) {
    refuse_cursor(context);
    return {{"resources", Json::array()}};  // as many as notes: templates name them instead
}

Json list_templates(const Context& context) {
    refuse_cursor(context);
    return {{"resourceTemplates", resource_templates()}};
}

Json read_contents(const Context& context) {
    const std::string uri = required_text(context.request.params, "uri");
    try {
        return {{"contents", read_resource(uri, context.open)}};
    } catch (const Failure& failure) {
        const ErrorKind kind = failure.error().kind;
        const bool is_wrong = kind == ErrorKind::usage || kind == ErrorKind::query;
        if (kind != ErrorKind::missing && !is_wrong) throw;
        const bool is_old = context.request.era == Era::initialized && !is_wrong;
        throw RpcError{is_old ? RpcCode::resource_not_found : RpcCode::invalid_params,
                       failed_answer(failure.error()).text, Json{{"uri", uri}}};
    }
}

Json complete(const Context& context) {
    const Received& params = context.request.params;
    const Received& reference = required_object(params, "ref");
    const Received& argument = required_object(params, "argument");
    const std::string begun = required_text(argument, "value");
    required_text(argument, "name");
    if (required_text(reference, "type") != "ref/resource")
        throw RpcError{RpcCode::invalid_params, "there are no prompts"};
    try {
        return {{"completion",
                 complete_resource(required_text(reference, "uri"), begun, context.open)}};
    } catch (const Failure& failure) {
        if (failure.error().kind != ErrorKind::usage) throw;
        throw RpcError{RpcCode::invalid_params, failed_answer(failure.error()).text};
    }
}

enum class Eras : std::uint8_t { initialized, stateless, both };

/// What a client may keep, and for how long (CacheableResult). Negative: the result is none.
struct Caching {
    std::int64_t milliseconds = -1;
    const char* scope = "private";
};

struct Method {
    std::string_view name;
    Eras eras;
    Json (*answer)(const Context&);
    Caching caching{};
};

constexpr Caching same_for_all{3'600'000, "public"};
constexpr Caching for_a_minute{60'000, "private"};  // tags and numbers of notes
constexpr Caching not_at_all{0, "private"};         // notes change

constexpr std::array methods{
    Method{"initialize", Eras::initialized, initialize},
    Method{"ping", Eras::initialized, ping},
    Method{"server/discover", Eras::stateless, discover, for_a_minute},
    Method{"tools/list", Eras::both, list_tools, same_for_all},
    Method{"tools/call", Eras::both, call},
    Method{"resources/list", Eras::both, list_resources, same_for_all},
    Method{"resources/templates/list", Eras::both, list_templates, same_for_all},
    Method{"resources/read", Eras::both, read_contents, not_at_all},
    Method{"completion/complete", Eras::both, complete},
};

bool is_of(Eras eras, Era era) {
    return eras == Eras::both || (eras == Eras::stateless) == (era == Era::stateless);
}

/// Throws RpcError if there is none.
const Method& method_of(const RpcRequest& request) {
    const auto named = std::find_if(methods.begin(), methods.end(), [&](const Method& each) {
        return each.name == request.method;
    });
    if (named != methods.end() && named->eras == Eras::stateless && request.era != Era::stateless)
        throw RpcError{RpcCode::invalid_params,
                       "_meta lacks io.modelcontextprotocol/protocolVersion"};
    if (named == methods.end() || !is_of(named->eras, request.era))
        throw RpcError{RpcCode::method_not_found,
                       "there is no method " + shortened(request.method, 100)};
    return *named;
}

}  // namespace

Json McpServer::result_of(const RpcRequest& request) {
    const Method& method = method_of(request);
    if (request.era == Era::initialized && !initialized_ && method.name != "initialize" &&
        method.name != "ping")
        throw RpcError{RpcCode::invalid_params,
                       "_meta lacks io.modelcontextprotocol/protocolVersion, and there was no "
                       "initialize"};
    Json result = method.answer({request, open_});
    if (method.name == "initialize") initialized_ = true;
    if (request.era == Era::stateless && method.caching.milliseconds >= 0) {
        result["ttlMs"] = method.caching.milliseconds;
        result["cacheScope"] = method.caching.scope;
    }
    return result;
}

McpServer::Answer McpServer::answer(const RpcRequest& request) {
    const auto failed = [&](const RpcError& error) {
        return Answer{error_frame(request.id, error), error.code};
    };
    try {
        return {result_frame(request, result_of(request)), std::nullopt};
    } catch (const RpcError& error) {
        return failed(error);
    } catch (...) {
        return failed({RpcCode::internal_error, failed_answer(schema::caught_error()).text});
    }
}

std::optional<std::string> McpServer::answer(std::string_view frame) {
    const std::variant<RpcRequest, AnsweredAtOnce> read = read_request(frame);
    if (const auto* answered = std::get_if<AnsweredAtOnce>(&read)) return *answered;
    return answer(std::get<RpcRequest>(read)).frame;
}

std::string too_long_frame() {
    return error_frame(nullptr,
                       {RpcCode::invalid_request,
                        "the line is longer than " + std::to_string(max_frame_bytes) + " bytes"});
}

}  // namespace assay::cli
