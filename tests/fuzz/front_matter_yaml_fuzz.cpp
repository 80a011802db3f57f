// Front matter: any bytes as YAML between ---.
#include <cstdint>

#include "tests/fuzz/front_matter.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    assay::fuzz::check_front_matter("---\n", bytes, "\n---\n");
    return 0;
}
