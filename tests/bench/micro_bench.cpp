// micro_bench: the hot paths with Google Benchmark. Times, and megabytes a second where a path
// reads text. Only on a machine that does nothing else.
#include <benchmark/benchmark.h>

#include <string>

#include "tests/bench/hot_paths.h"

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    for (const assay::bench::HotPath& path : assay::bench::hot_paths())
        benchmark::RegisterBenchmark(std::string(path.name).c_str(), [path](
                                                                         benchmark::State& state) {
            for (auto _ : state) path.run();
            if (path.bytes > 0)
                state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(path.bytes));
        })->Unit(benchmark::kMicrosecond);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
