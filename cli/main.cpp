#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <iostream>
#include <new>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands/exit_code.h"
#include "cli/run.h"
#include "cli/terminal/output_file.h"
#include "cli/terminal/terminal.h"
#include "cli/terminal/wrapped_stream.h"

namespace {

/// Reports that there is no memory, without using any; as JSON if the arguments ask for that.
int out_of_memory(int argc, char** argv) {
    constexpr std::string_view text =
        "assay: out of memory\n  hint: close other programs, or allow more memory: ulimit -v "
        "unlimited\n";
    constexpr std::string_view object =
        R"({"schema":"assay/error","version":1,"kind":"io","message":"out of memory",)"
        R"("hint":"close other programs, or allow more memory: ulimit -v unlimited",)"
        R"("column":null,"path":null,"line":null})"
        "\n";
    bool json = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view arg = argv[i];
        if (arg == "--") break;
        json = json || arg == "--json" || arg == "--jsonl";
    }
    const std::string_view said = json ? object : text;
    if (write(STDERR_FILENO, said.data(), said.size()) < 0) return assay::cli::exit_bug;
    return assay::cli::exit_usage;
}

}  // namespace

int main(int argc, char** argv) try {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that stops early (| head) is not an error
    std::signal(SIGXFSZ,
                SIG_IGN);  // reaching a limit on file sizes is an error like a full disk
    std::ios::sync_with_stdio(false);
    const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
    assay::cli::WrappedLines messages(std::cerr, assay::cli::message_width().value_or(0));
    std::ostream wrapped(&messages);
    std::ostream& err = assay::cli::message_width() ? wrapped : std::cerr;
    assay::cli::OutputFile output(STDOUT_FILENO);
    std::streambuf* const before = std::cout.rdbuf(&output);
    const int code = assay::cli::run(args, std::cout, err);
    std::cout.flush();
    std::cout.rdbuf(before);
    return output.error() == 0 || output.error() == EPIPE
               ? code
               : assay::cli::unwritten(args, code, output.error(), err);
} catch (const std::bad_alloc&) {
    return out_of_memory(argc, argv);
}
