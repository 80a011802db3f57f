// Work that may crash or never end, in a process of its own.
#pragma once

#include <functional>
#include <string>

namespace assay {

struct ProcessEnd {
    std::string text;  // what the work returned; empty when it crashed
    int signal = 0;    // that ended it; 0 = it came to its end. SIGXCPU, SIGALRM: it took too long
    int code = 0;      // 70: the work threw
};

struct ProcessLimits {
    unsigned cpu_seconds = 0;
    unsigned wall_seconds = 0;  // which also pass while it waits for a file
};

/// Runs `work` in a copy of this process, which writes nothing to stderr, leaves no core file, and
/// may take no longer than `limits`. Call it before any thread is started. Throws Failure(io) when
/// there is no process to be had.
ProcessEnd run_apart(const ProcessLimits& limits, const std::function<std::string()>& work);

}  // namespace assay
