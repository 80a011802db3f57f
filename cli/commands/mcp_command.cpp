#include <unistd.h>

#include <optional>
#include <ostream>
#include <string>

#include "cli/commands/commands.h"
#include "cli/commands/exit_code.h"
#include "cli/mcp/frame_reader.h"
#include "cli/mcp/server.h"
#include "cli/session/corpus_choice.h"
#include "cli/session/session.h"

namespace assay::cli {

int run_command(const McpOptions& options, std::ostream& out, std::ostream& err) {
    if (isatty(STDIN_FILENO) == 1)
        err << "assay: speaking the Model Context Protocol: a program writes to standard input, "
               "one line a request; Ctrl-D ends it\n";
    // The corpus is chosen when it is first asked about, and stays.
    std::optional<CorpusChoice> corpus;
    const auto open = [&] {
        if (!corpus) corpus = choose_corpus(options);
        Session session(*corpus);
        session.refresh();
        return session;
    };
    McpServer server(open, McpServer::Handshake::needed);
    FrameReader frames(STDIN_FILENO);
    while (const std::optional<InputFrame> frame = frames.next()) {
        const std::optional<std::string> answer =
            frame->too_long ? too_long_frame() : server.answer(frame->text);
        if (answer && !(out << *answer << '\n' << std::flush)) break;
    }
    return exit_ok;
}

}  // namespace assay::cli
