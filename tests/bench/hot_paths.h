// The paths of the program that run most often, over the essays of data/, for the programs that
// measure them.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace assay::bench {

struct HotPath {
    std::string_view name;
    std::size_t bytes = 0;  // of text that one run reads; 0 = the measure is one run
    std::function<void()> run;
};

/// Returns the paths, with everything they need in memory or in an index of their own, which is
/// removed at exit.
std::vector<HotPath> hot_paths();

}  // namespace assay::bench
