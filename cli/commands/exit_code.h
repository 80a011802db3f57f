// What the program's exit code tells a script.
#pragma once

#include "indexer/text/error.h"

namespace assay::cli {

enum ExitCode : int {
    exit_ok = 0,            // found, or done
    exit_nothing = 1,       // nothing found
    exit_usage = 2,         // wrong usage or query; a machine that refuses
    exit_index = 3,         // index missing, damaged or of another version
    exit_bug = 70,          // EX_SOFTWARE of sysexits.h
    exit_busy = 75,         // EX_TEMPFAIL of sysexits.h: try again, another run writes
    exit_interrupted = 130  // by SIGINT, as shells count it
};

constexpr ExitCode exit_code_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::index: return exit_index;
        case ErrorKind::busy: return exit_busy;
        case ErrorKind::missing: return exit_nothing;
        case ErrorKind::bug: return exit_bug;
        case ErrorKind::usage:
        case ErrorKind::note:
        case ErrorKind::query:
        case ErrorKind::io: break;
    }
    return exit_usage;
}

}  // namespace assay::cli
