// count_paths NAME: runs one hot path, for a tool that counts the instructions of run_measured().
// count_paths: prints the names. count_paths --compiler: prints what the counts depend on.
#include <cstdio>
#include <cstring>
#include <string_view>

#include "tests/bench/hot_paths.h"

/// What is measured; has a name that tools can be told.
extern "C" __attribute__((noinline)) void run_measured(const assay::bench::HotPath& path) {
    path.run();
}

int main(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "--compiler") == 0) {
        std::printf("%s %s\n", __VERSION__, ASSAY_OPTIMISATION);
        return 0;
    }
    for (const assay::bench::HotPath& path : assay::bench::hot_paths()) {
        if (argc < 2) std::printf("%.*s\n", static_cast<int>(path.name.size()), path.name.data());
        else if (path.name == std::string_view(argv[1])) {
            path.run();  // what is done once in a process is not measured
            run_measured(path);
            return 0;
        }
    }
    return argc < 2 ? 0 : 1;
}
