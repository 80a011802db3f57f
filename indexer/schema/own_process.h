// Work that may crash or never end, in a process of its own.
#pragma once

#include <functional>
#include <string>

namespace assay {

struct ProcessEnd {
    std::string text;  // what the work returned; empty when it crashed
    int signal = 0;    // that ended it; 0 = it came to its end. SIGXCPU: it took too long
};

/// Runs `work` in a copy of this process, which writes nothing to stderr, leaves no core file, and may take so many
/// seconds of CPU time. `work` must not throw. Call it before any thread is started. Throws Failure(io) when there is
/// no process to be had.
ProcessEnd run_apart(unsigned most_seconds, const std::function<std::string()>& work);

}  // namespace assay
