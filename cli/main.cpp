#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <ostream>
#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "cli/wrapped_stream.h"

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a reader that has seen enough (| head) is no error
    std::signal(SIGXFSZ, SIG_IGN);  // a file as large as the limit allows is an error like a full disk
    std::ios::sync_with_stdio(false);
    assay::WrappedLines messages(std::cerr, assay::message_width().value_or(0));
    std::ostream wrapped(&messages);
    std::ostream& err = assay::message_width() ? wrapped : std::cerr;
    const int code = assay::run(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), std::cout, err);
    errno = 0;
    std::cout.flush();
    if (!std::cout && errno != EPIPE && errno != 0) {
        std::cerr << "assay: cannot write the answer: " << std::strerror(errno) << "\n";
        return assay::exit_usage;
    }
    return code;
}
