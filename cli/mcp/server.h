// The Model Context Protocol, one frame at a time: what a client sends to what it gets back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "cli/mcp/protocol.h"
#include "cli/mcp/tools.h"

namespace assay::cli {

/// For one client and one thread at a time.
class McpServer {
public:
    /// Whether a request of the older revisions needs an `initialize` before it. Not where each
    /// request comes on its own (HTTP without sessions).
    enum class Handshake : std::uint8_t { needed, skipped };

    /// `open` is called for each request that asks about notes.
    McpServer(OpenSession open, Handshake handshake)
        : open_(std::move(open)), initialized_(handshake == Handshake::skipped) {}

    /// The frame that answers `frame` (any bytes), without a line end; nullopt if none does.
    std::optional<std::string> answer(std::string_view frame);

    struct Answer {
        std::string frame;
        std::optional<RpcCode> error;  // of the protocol; what a tool says is a result
    };
    Answer answer(const RpcRequest& request);

private:
    Json result_of(const RpcRequest& request);

    OpenSession open_;
    bool initialized_;
};

/// The answer to a frame that is longer than max_frame_bytes.
std::string too_long_frame();

}  // namespace assay::cli
