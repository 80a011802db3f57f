// Any bytes, each line a frame -> no answer, or one line of JSON that a client can read. A request
// with an id that can be read is always answered, with that id.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "cli/mcp/server.h"
#include "indexer/indexer.h"
#include "tests/fuzz/require.h"
#include "tests/support/temp_dir.h"

using assay::fuzz::require;
using nlohmann::json;

namespace {

constexpr const char* initialize =
    R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})";

/// Two notes and their index.
assay::cli::Session open_session() {
    static const assay::test::TempDir here;
    static const bool built = [] {
        here.write("notes/rain gardens.md",
                   "---\ntags: [city/water]\n---\n# Rain\n\nA ditch.\n\n## Drain\n\nbridge 開源\n");
        here.write("notes/folder/bridge.md", "A bridge of many words.\n");
        assay::indexer::UpdateOptions options;
        options.full = true;
        options.jobs = 1;
        assay::indexer::update_index(here / "notes", here / "index", options);
        return true;
    }();
    require(built, "the notes are indexed");
    assay::cli::Session session(assay::cli::CorpusChoice{here / "notes", here / "index"});
    session.refresh();
    return session;
}

void check(std::string_view frame, const std::optional<std::string>& answer) {
    const json sent = json::parse(frame.begin(), frame.end(), nullptr, false);
    const bool has_id = sent.is_object() && sent.contains("id");
    if (!answer) {
        require(sent.is_object() && (!has_id || !sent.contains("method")),
                "only notifications and answers get no answer");
        return;
    }
    require(answer->find_first_of("\n\r") == std::string::npos, "an answer is one line");
    require(assay::unicode::is_valid(*answer), "in UTF-8");
    const json got = json::parse(*answer, nullptr, false);
    require(got.is_object() && got.at("jsonrpc") == "2.0", "of JSON-RPC");
    require(got.contains("result") != got.contains("error"), "with a result or an error");
    require(got.contains("error") || got.contains("id"), "a result has an id");
    if (got.contains("id")) require(has_id && got.at("id") == sent.at("id"), "its own");
    if (got.contains("error")) {
        const int code = got.at("error").at("code").get<int>();
        require(code != -32603, "no frame is an internal error");
        require(!got.at("error").at("message").get<std::string>().empty(), "with a message");
    }
    constexpr std::size_t most = 40'000;
    if (got.contains("result"))
        require(got.at("result").dump().size() <= most, "within the budget");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    assay::cli::McpServer server(open_session, assay::cli::McpServer::Handshake::needed);
    check(initialize, server.answer(initialize));
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        const std::string_view frame = bytes.substr(0, end);
        check(frame, server.answer(frame));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return 0;
}
