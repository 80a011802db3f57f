// Front matter: any bytes as JSON, on the lines between --- where a brace begins it, and between
// ---json and ---.
#include <cstdint>

#include "tests/fuzz/front_matter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    assay::fuzz::check_front_matter("---json\n", bytes, "\n---\n");
    assay::fuzz::check_front_matter("---\n{", bytes, "}\n---\n");
    return 0;
}
