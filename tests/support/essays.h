// The notes of data/essays and data/edge, for properties that every note must have.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace assay::test {

/// File name and content of each note in data/`folder`, by name.
inline std::vector<std::pair<std::string, std::string>> notes_of(const char* folder) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(ASSAY_SOURCE_DIR) / "data" / folder)) {
        if (!entry.is_regular_file()) continue;  // pictures have a folder of their own
        if (entry.is_directory()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        all.emplace_back(entry.path().filename().string(),
                         std::string(std::istreambuf_iterator<char>(in), {}));
    }
    std::sort(all.begin(), all.end());
    return all;
}

inline std::vector<std::pair<std::string, std::string>> essays() { return notes_of("essays"); }

}  // namespace assay::test
