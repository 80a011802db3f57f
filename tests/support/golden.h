// Expected output in tests/golden/, rewritten by UPDATE_GOLDEN=1 and reviewed as a diff.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace assay::test {

/// The content of tests/golden/`name`; with UPDATE_GOLDEN set, `actual` is written there first.
inline std::string golden(const std::string& name, const std::string& actual) {
    const std::string file = std::string(ASSAY_SOURCE_DIR) + "/tests/golden/" + name;
    if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(file, std::ios::binary) << actual;
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace assay::test
