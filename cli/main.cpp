#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <iostream>
#include <ostream>
#include <string>
#include <vector>

#include "cli/run.h"
#include "cli/terminal/output_file.h"
#include "cli/terminal/terminal.h"
#include "cli/terminal/wrapped_stream.h"

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that has seen enough (| head) is no error
    std::signal(SIGXFSZ,
                SIG_IGN);  // a file as large as the limit allows is an error like a full disk
    std::ios::sync_with_stdio(false);
    const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
    assay::WrappedLines messages(std::cerr, assay::message_width().value_or(0));
    std::ostream wrapped(&messages);
    std::ostream& err = assay::message_width() ? wrapped : std::cerr;
    assay::OutputFile output(STDOUT_FILENO);
    std::streambuf* const before = std::cout.rdbuf(&output);
    const int code = assay::run(args, std::cout, err);
    std::cout.flush();
    std::cout.rdbuf(before);
    return output.error() == 0 || output.error() == EPIPE
               ? code
               : assay::unwritten(args, code, output.error(), err);
}
