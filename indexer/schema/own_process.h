// Runs work that may crash or never end in a separate process.
#pragma once

#include <functional>
#include <string>

namespace assay::schema {

struct ProcessEnd {
    std::string text;  // what `work` returned; empty if it crashed
    int signal = 0;    // that ended it; 0 = none. SIGXCPU and SIGALRM: it took too long
    int code = 0;      // 70 = `work` threw
};

struct ProcessLimits {
    unsigned cpu_seconds = 0;
    unsigned wall_seconds = 0;  // includes waiting for files
};

/// Runs `work` in a copy of this process, within `limits`. The copy prints nothing to stderr and
/// leaves no core file. Call it before starting any thread. Throws Failure(io) if no process can be
/// started.
ProcessEnd run_apart(const ProcessLimits& limits, const std::function<std::string()>& work);

}  // namespace assay::schema
