#include "cli/mcp/tool_answer.h"

#include <utility>

#include "cli/terminal/terminal.h"
#include "indexer/text/unicode.h"

namespace assay::cli {

Json result_of(const ToolAnswer& answer) {
    Json result{{"content", Json::array({{{"type", "text"}, {"text", answer.text}}})}};
    if (!answer.structured.is_null()) result["structuredContent"] = answer.structured;
    result["isError"] = answer.failed;
    return result;
}

std::size_t result_bytes(const ToolAnswer& answer) {
    constexpr std::size_t added = 200;  // resultType, _meta, id, jsonrpc
    return one_line(result_of(answer)).size() + added;
}

ToolAnswer failed_answer(const Error& error) {
    constexpr std::size_t most = 1'000;
    std::string text = shortened(error.message, most);
    if (error.column > 0) text += " (column " + std::to_string(error.column) + " of the query)";
    if (!error.hint.empty()) text += "\nhint: " + shortened(error.hint, most);
    return {nullptr, std::move(text), true};
}

std::string shortened(std::string_view text, std::size_t most) {
    std::string clean = printable(text);
    std::size_t at = 0;
    for (std::size_t count = 0; at < clean.size(); ++count) {
        if (count == most) return clean.substr(0, at) + "…";
        at += unicode::decode(clean, at).size;
    }
    return clean;
}

}  // namespace assay::cli
