// The Model Context Protocol, one frame at a time: what a client sends to what it gets back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/mcp/protocol.h"
#include "cli/options/options.h"
#include "cli/session/corpus_choice.h"
#include "cli/session/session.h"

namespace assay::cli {

/// For one client and one thread at a time.
class McpServer {
public:
    /// The corpus is chosen by `corpus` when it is first needed, and stays.
    explicit McpServer(CorpusOptions corpus) : options_(std::move(corpus)) {}

    /// The frame that answers `frame` (any bytes), without a line end; nullopt if none does.
    std::optional<std::string> answer(std::string_view frame);

private:
    Session open_session();
    Json result_of(const RpcRequest& request);

    CorpusOptions options_;
    std::optional<CorpusChoice> corpus_;
    bool initialized_ = false;
};

/// The answer to a frame that is longer than max_frame_bytes.
std::string too_long_frame();

}  // namespace assay::cli
